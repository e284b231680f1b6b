"""Coming in: by password, by second factor, by a new password; what is refused, noted, and kept out of the log."""

from __future__ import annotations

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dueto.apps.journal.models import Effect, Entry
from dueto.apps.journal.tags import Tag
from dueto.config import logs
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "three words in a row"
LOG_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def julia(cast: Cast) -> Cast:
    """Return the cast; Julia has a password."""
    cast.julia.set_password(PASSWORD)
    cast.julia.save()
    return cast


def enter(client: Client, password: str = PASSWORD, email: str = "julia@nevadal.example", **named: str) -> object:
    """Return the answer to a log-in."""
    return client.post(LOG_IN, {"login": email, "password": password, **named})


def is_in(client: Client) -> bool:
    """Return whether this browser is logged in."""
    return client.get("/absences/").status_code == 200


def code_for(secret: str) -> str:
    """Return what the app would show now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_e_mail_and_password_open_and_it_is_noted(client: Client, julia: Cast) -> None:
    answer = client.post(f"{LOG_IN}?next=/absences/", {"login": "Julia@Nevadal.example", "password": PASSWORD})

    assert answer.headers["Location"] in ("/absences/", "/")
    assert is_in(client)
    assert Entry.objects.filter(tag=Tag.MEMBER_ENTERED, by=julia.julia).count() == 1


def test_nobody_is_led_elsewhere(client: Client, julia: Cast) -> None:
    answer = client.post(
        LOG_IN, {"login": "julia@nevadal.example", "password": PASSWORD, "next": "https://evil.example"}
    )
    assert "evil" not in answer.headers["Location"]


@pytest.mark.parametrize("email", ["julia@nevadal.example", "nobody@nevadal.example"])
def test_what_does_not_fit_says_the_same_to_everybody(client: Client, julia: Cast, email: str) -> None:
    page = enter(client, "something else", email).content.decode()  # type: ignore[attr-defined]

    assert "El correo y la contraseña no coinciden." in page
    assert f'value="{email}"' in page
    assert not is_in(client)


def test_who_left_does_not_come_in(client: Client, julia: Cast) -> None:
    julia.julia.is_active = False
    julia.julia.save()
    enter(client)
    assert not is_in(client)


def test_too_many_tries_have_to_wait(client: Client, julia: Cast) -> None:
    for _ in range(6):
        answer = enter(client, "guessed")
    assert "Demasiados intentos" in answer.content.decode()  # type: ignore[attr-defined]
    enter(client)
    assert not is_in(client)


def test_the_log_of_a_failure_names_nobody(client: Client, julia: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(readable=False, level="DEBUG")
    enter(client, "a wrong password")
    client.get("/prospects/?words=julia@nevadal.example")
    client.get("/invitations/secretcode/")

    told = capsys.readouterr().err
    assert '"status": 200' in told
    for secret in ("julia", "nevadal", "wrong", "secretcode"):
        assert secret not in told


def test_leaving_asks_and_then_closes(client: Client, julia: Cast) -> None:
    enter(client)
    assert "¿Salir?" in client.get("/accounts/logout/").content.decode()
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_a_new_password_goes_through_the_outbox_without_a_secret(client: Client, julia: Cast) -> None:
    for email in ("julia@nevadal.example", "nobody@nevadal.example"):
        answer = client.post("/accounts/password/forgotten/", {"email": email})
        assert answer.headers["Location"] == "/accounts/password/sent/"

    [effect] = Effect.objects.all()
    assert effect.body == {"template": "password", "member": julia.julia.pk}


def test_the_link_sets_a_new_password_once(client: Client, julia: Cast) -> None:
    key = default_token_generator.make_token(julia.julia)
    link = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(julia.julia), "key": key})
    form = client.get(link).headers["Location"]
    assert 'name="password1"' in client.get(form).content.decode()
    client.post(form, {"password1": "four other words here", "password2": "four other words here"})

    assert enter(client, "four other words here").status_code == 302  # type: ignore[attr-defined]
    assert "Este enlace ya no abre nada" in Client().get(link, follow=True).content.decode()
    assert Entry.objects.filter(tag=Tag.PASSWORD_CHANGED).count() == 1


def test_changing_the_password_throws_other_devices_out(client: Client, julia: Cast) -> None:
    other = Client()
    enter(other)
    enter(client)
    new = {"oldpassword": PASSWORD, "password1": "four other words here", "password2": "four other words here"}
    client.post("/accounts/password/", new)

    assert is_in(client)
    assert not is_in(other)


def test_the_second_factor_from_setting_up_to_coming_in(
    client: Client, julia: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    enter(client)
    asked = client.get("/accounts/factor/set-up/").headers["Location"]
    assert asked == "/accounts/reauthenticate/?next=%2Faccounts%2Ffactor%2Fset-up%2F"
    client.post(asked, {"password": PASSWORD})
    page = client.get("/accounts/factor/set-up/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/factor/set-up/", {"code": code_for(secret.group(1))})
    assert answer.status_code == 302
    codes = re.findall(r"<li><code>(\d+)</code>", client.get("/accounts/factor/codes/").content.decode())
    assert len(codes) == 10
    assert Entry.objects.filter(tag=Tag.FACTOR_ADDED).count() == 1

    phone = Client()
    assert enter(phone).headers["Location"].startswith("/accounts/factor/enter/")  # type: ignore[attr-defined]
    assert not is_in(phone)
    assert "Este código no coincide" in phone.post("/accounts/factor/enter/", {"code": "000000"}).content.decode()
    phone.post("/accounts/factor/enter/", {"code": codes[0]})
    assert is_in(phone)

    again = Client()
    enter(again)
    again.post("/accounts/factor/enter/", {"code": codes[0]})
    assert not is_in(again), "a recovery code opens once"


def test_the_second_factor_is_removed_after_asking_once_more(client: Client, julia: Cast) -> None:
    enter(client)
    Authenticator.objects.create(user=julia.julia, type="totp", data={"secret": "A" * 32})
    remove = "/accounts/factor/remove/"

    assert client.post(remove).headers["Location"].startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.exists()
    client.post(f"/accounts/reauthenticate/?next={remove}", {"password": PASSWORD})
    client.post(remove)
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(tag=Tag.FACTOR_REMOVED).count() == 1


def test_a_company_may_ask_managers_for_a_second_factor(client: Client, cast: Cast, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(cast.graciela, backend=BACKEND)
    assert client.get("/absences/").headers["Location"] == "/accounts/factor/set-up/"
    assert client.get("/accounts/factor/").status_code == 200

    Authenticator.objects.create(user=cast.graciela, type="totp", data={"secret": "A" * 32})
    assert is_in(client)

    other = Client()
    other.force_login(cast.ines, backend=BACKEND)
    assert is_in(other), "colleagues decide over nobody"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    "path",
    [
        LOG_IN, "/accounts/logout/", "/accounts/password/", "/accounts/password/first/", "/accounts/password/sent/",
        "/accounts/password/forgotten/", "/accounts/password/kept/", "/accounts/factor/", "/accounts/factor/set-up/",
        "/accounts/reauthenticate/", "/accounts/inactive/", "/accounts/factor/codes/new/",
    ],
)  # fmt: skip
def test_every_page_of_the_way_in_speaks_both_languages(client: Client, julia: Cast, path: str, language: str) -> None:
    client.cookies["dueto_language"] = language
    if "factor" in path or path in ("/accounts/password/", "/accounts/logout/", "/accounts/reauthenticate/"):
        enter(client)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    if "first" in path:
        julia.julia.set_unusable_password()
        julia.julia.save()
        client.force_login(julia.julia, backend=BACKEND)
    answer = client.get(path)
    if answer.status_code == 302:
        assert path in ("/accounts/factor/codes/new/",)
        return
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert "<h1>" in page
    assert "Sign" not in page, "a word of the library"
