"""Every address of the house, walked: who is let in, who is sent to log in, who is told that there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SAMPLES = {
    "int": "1",
    "str": "abc",
    "number36": "1",
    "slug": "abc",
    "path": "abc",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
}
OPEN_TO_ALL = {
    "", "enter/", "language/", "sw.js", "f/<str:form>/", "f/<str:form>/embed/", "f/<str:form>/begun/",
    "f/<str:form>/thanks/", "score/",
    "f/<str:form>/confirm/<str:token>/", "d/<str:token>/", "m/<str:token>/", "choices/<str:token>/",
    "score/changes/", "invitations/<str:code>/", "health/live",
    "health/ready", "metrics", "accounts/login/", "accounts/logout/", "accounts/inactive/", "accounts/password/sent/",
    "accounts/password/forgotten/", "accounts/password/new/<number36:uidb36>-<str:key>/", "accounts/password/kept/",
    "accounts/factor/enter/", "look/", "look/wall/", "manifest.webmanifest",
}  # fmt: skip
"""Nobody else opens a page to everybody without writing it here. The API answers 401 by itself."""


@dataclass(frozen=True)
class Door:
    """One address."""

    route: str
    path: str
    view: Any

    def __str__(self) -> str:
        return self.route or "the first page"


def doors() -> list[Door]:
    """Return every address of the house."""
    return [Door(route, "/" + _filled(pattern), view) for route, pattern, view in _walk(get_resolver().url_patterns)]


def _walk(patterns: list[Any], before: str = "") -> Iterator[tuple[str, str, Any]]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route, route, one.callback


def _filled(route: str) -> str:
    parts = route.split("<")
    return parts[0] + "".join(
        SAMPLES[part.split(":")[0] if ":" in part.split(">")[0] else "str"] + part.split(">", 1)[1]
        for part in parts[1:]
    )


ALL = doors()
PRIVATE = [door for door in ALL if door.route not in OPEN_TO_ALL and not door.route.startswith("api/")]


def test_there_are_doors_to_walk() -> None:
    assert len(PRIVATE) > 150
    assert sum(door.route.startswith("api/v1/") for door in ALL) > 100


def test_whatever_is_open_says_so_in_the_code() -> None:
    unsaid = {str(door) for door in ALL if door in PRIVATE and getattr(door.view, "is_public", False)}
    assert unsaid == set(), "open to everybody, but not on the list of this test"


def test_somebody_unknown_is_sent_to_log_in(client: Client) -> None:
    wrong = {}
    for door in PRIVATE:
        answer = client.get(door.path)
        if answer.status_code == 405:  # it takes nothing but posts
            answer = client.post(door.path)
        leads_to = answer.headers.get("Location", "")
        if answer.status_code != 302 or not leads_to.startswith("/accounts/login/?next="):
            wrong[door.route] = answer.status_code
    assert wrong == {}


def test_a_stranger_is_told_that_there_is_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.olga, backend=BACKEND)
    answers = [(door.route, answer) for door in PRIVATE for answer in (client.get(door.path), client.post(door.path))]

    assert [(route, one.status_code) for route, one in answers if one.status_code not in (404, 405)] == []
    assert [route for route, one in answers if "Nevadal" in one.content.decode()] == []


def test_the_api_asks_for_a_token(client: Client, cast: Cast) -> None:
    client.force_login(cast.samuel, backend=BACKEND)
    wrong = {}
    for door in ALL:
        if not door.route.startswith("api/v1/"):
            continue
        told = _first_taken(client, door.path)
        if told not in ((200,) if door.route.endswith("openapi.json") else (401, 404)):
            wrong[door.route] = told
    assert wrong == {}


def _first_taken(client: Client, path: str) -> int:
    """Return what the API answers to the first method that it knows there."""
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        answer = client.generic(method, path, "{}", content_type="application/json")
        if answer.status_code != 405:
            break
    return int(answer.status_code)


def test_a_wrong_method_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.graciela, backend=BACKEND)
    told = {door.route: client.delete(door.path).status_code for door in PRIVATE}

    moved = {route for route, code in told.items() if code == 302 and route.startswith("accounts/password/")}
    wrong = {route: code for route, code in told.items() if code not in (403, 404, 405) and route not in moved}
    assert wrong == {}, "only a first password or a next one may lead elsewhere"


def test_no_form_is_taken_from_elsewhere(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.graciela, backend=BACKEND)

    # a form of ours stands on other people's pages, and the API knows no session
    ours = [door for door in ALL if not door.route.startswith(("api/", "f/"))]
    told = {door.route: client.post(door.path, {"anything": "1"}).status_code for door in ours}

    assert {route: code for route, code in told.items() if code not in (403, 404, 405)} == {}
