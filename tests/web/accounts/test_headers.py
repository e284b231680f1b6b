"""What every answer carries, the mistakes included."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from dueto.web import mistakes
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def policy(answer: object) -> dict[str, str]:
    """Return the content security policy of an answer, by directive."""
    header = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in header.split(";"))}


@pytest.mark.parametrize(
    ("path", "status"), [("/accounts/login/", 200), ("/nowhere/", 404), ("/today/", 302), ("/invitations/x/", 410)]
)
def test_every_answer_is_guarded(client: Client, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert policy(answer)["default-src"] == "'none'"
    assert policy(answer)["script-src"] == policy(answer)["style-src"] == "'self'"
    assert policy(answer)["frame-ancestors"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer.headers["X-Request-ID"]


def test_a_wrong_host_is_answered_with_the_same_guards(client: Client) -> None:
    answer = client.get("/accounts/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert policy(answer)["default-src"] == "'none'"


def test_a_form_from_elsewhere_is_told_what_to_do(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.samuel, backend=BACKEND)

    answer = client.post("/members/invitations/", headers={"accept-language": "en"})

    assert answer.status_code == 403
    assert "Cargar la página de nuevo" in answer.content.decode()
    assert policy(answer)["default-src"] == "'none'"


def test_a_failure_of_ours_asks_the_database_nothing(rf: RequestFactory) -> None:
    """No mark for the database here would help: the page is asked without one."""
    answer = mistakes.broken(HttpRequest())
    assert answer.status_code == 500
    assert "Algo falló aquí" in answer.content.decode()


def test_a_failure_of_ours_is_guarded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("dueto.web.members.joining.welcome", breaks)
    client.raise_request_exception = False
    answer = client.get("/invitations/abc/")
    assert answer.status_code == 500
    assert policy(answer)["default-src"] == "'none'"
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.parametrize(("path", "code"), [("/people/999999/", 404), ("/members/invitations/", 405)])
def test_what_a_piece_of_a_page_cannot_get_is_said_beside_it(client: Client, cast: Cast, path: str, code: int) -> None:
    client.force_login(cast.samuel, backend=BACKEND)
    answer = client.get(path, headers={"hx-request": "true"})
    assert answer.status_code == code
    assert answer.headers["HX-Reswap"] == "none"
    assert "<html" not in answer.content.decode()
    assert 'hx-swap-oob="beforeend:#toasts"' in answer.content.decode()


def test_the_id_of_a_request_is_kept_if_it_is_one(client: Client) -> None:
    def of(given: str) -> str:
        return str(client.get("/health/live", headers={"x-request-id": given}).headers["X-Request-ID"])

    assert of("abcd-1234-efgh") == "abcd-1234-efgh"
    assert of("<script>") != "<script>"


def test_pages_of_members_are_kept_by_nobody(client: Client, cast: Cast) -> None:
    client.force_login(cast.samuel, backend=BACKEND)
    assert client.get("/members/").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/tokens/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/accounts/login/", "/members/", "/journal/", "/tokens/", "/nowhere/", "/absences/"])
def test_nothing_is_inline(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.samuel, backend=BACKEND)
    page = client.get(path, follow=True).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert all("src=" in part.split(">")[0] for part in page.split("<script")[1:])
