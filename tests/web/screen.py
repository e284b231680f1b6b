"""Pages as they look to somebody of the cast, in a real browser that is handed Django's answer, without a network."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, Route

from dueto.apps.team.models import Member
from tests.covered import covered
from tests.web.opened import At, as_

HOST = "http://127.0.0.1"
PICTURES = os.environ.get("DUETO_PICTURES", "")
"""A folder for pictures of what was looked at, if somebody wants to look too."""

Screen = Callable[..., "Looked"]


class Looked:
    """A page, and all that the browser complained of while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def violations(self) -> list[str]:
        """Return what axe finds wrong, and what cannot be pressed."""
        found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        wrong = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
        return wrong + covered(self.page)

    def is_wider_than_its_window(self) -> bool:
        """Return whether one would have to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def picture(self, name: str) -> None:
        """Keep a picture, where pictures are wanted."""
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Screen]:
    """Return a function that opens a page as a member (or nobody) sees it, at some size, in some light and language."""
    contexts = []

    def open_page(
        path: str,
        member: Member | None = None,
        *,
        width: int = 1366,
        height: int = 900,
        dark: bool = False,
        language: str = "es",
    ) -> Looked:
        client = as_(member, language=language) if member else At(headers={"Accept-Language": language})
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=language,
        )
        contexts.append(context)
        answer = client.get(path)
        context.route("**/*", lambda route: _answer(route, path, answer))
        looked = Looked(context.new_page())
        looked.page.goto(f"{HOST}{path}")
        return looked

    yield open_page
    for context in contexts:
        context.close()


def _answer(route: Route, page: str, answer: HttpResponse) -> None:
    """Hand the browser the page, or a static file; the stream of changes stays silent."""
    path = route.request.url.removeprefix(HOST)
    if path == page:
        headers = {name.lower(): value for name, value in answer.items() if name.lower() != "set-cookie"}
        route.fulfill(status=answer.status_code, headers=headers, body=answer.content)
    elif path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/").partition("?")[0])
        kind = mimetypes.guess_type(path)[0] or "text/javascript"
        route.fulfill(status=200 if found else 404, content_type=kind, body=Path(str(found)).read_bytes())
    else:
        route.fulfill(status=200, content_type="text/event-stream", body="retry: 600000\n\n")
