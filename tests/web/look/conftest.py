"""A browser that asks Django directly, without a network; and templates read by somebody in Lima."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from dueto.adapters.voice import Voice

NOW = datetime(2026, 3, 17, 15, 20, tzinfo=UTC)

PLAIN_FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

Written = Callable[..., str]
Opened = Callable[..., "Looked"]


@pytest.fixture(autouse=True)
def _static_files_by_their_own_names(settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, **PLAIN_FILES}


@pytest.fixture
def written() -> Written:
    """Return a function that writes a template as a reader in Lima sees it on 17 March 2026 at 10:20."""

    def write(text: str, *, language: str = "es", country: str | None = None, **values: object) -> str:
        request = SimpleNamespace(
            voice=Voice(language, country=country), zone=ZoneInfo("America/Lima"), now=NOW, COOKIES={}, path="/"
        )
        return Template(text).render(Context({"request": request, **values})).strip()

    return write


class Looked:
    """A page, and all that the browser complained of while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


def answerer() -> Callable[[Route], None]:
    """Return what answers the requests of a browser: Django, or the static files."""
    client = Client()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("https://dueto.test")
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            kind = mimetypes.guess_type(path)[0] or "text/javascript"
            route.fulfill(status=200 if found else 404, content_type=kind, body=Path(str(found)).read_bytes())
            return
        language = route.request.headers.get("accept-language", "es")
        page = client.generic(route.request.method, path, HTTP_ACCEPT_LANGUAGE=language)
        headers = {name.lower(): value for name, value in page.items() if name.lower() != "set-cookie"}
        route.fulfill(status=page.status_code, headers=headers, body=page.content)

    return answer


@pytest.fixture
def opened(chromium: Browser, settings: Any) -> Iterator[Opened]:
    """Return a function that opens a page of the look at some width, in some light, in some language."""
    settings.ROOT_URLCONF = "tests.web.look.addresses"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise.")]
    answer = answerer()
    contexts = []

    def open_page(
        path: str = "/look/", *, width: int = 1366, dark: bool = False, language: str = "es", script: bool = True
    ) -> Looked:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
            locale=language,
        )
        contexts.append(context)
        context.route("**/*", answer)
        looked = Looked(context.new_page())
        looked.page.goto(f"https://dueto.test{path}")
        return looked

    yield open_page
    for context in contexts:
        context.close()
