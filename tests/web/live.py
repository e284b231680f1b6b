"""Pages as a browser shows them, of a real server with its static files: ask for the fixture `live`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page

from dueto.apps.team.models import Member
from tests.covered import covered

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIZES = {"phone": (390, 844), "desk": (1366, 900)}
SHOTS = os.environ.get("DUETO_SHOTS", "")
"""A folder for pictures of the pages that tests look at; none are taken without it."""


class Seen:
    """A page, and all that the browser complained of while it was open."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.was_judged = False
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, said: ConsoleMessage) -> None:
        # axe itself writes inline styles, which the policy of the page refuses; they stay until the page is left
        is_axe = self.was_judged and "inline style" in said.text
        if said.type in ("error", "warning") and not is_axe:
            self.complaints.append(said.text)

    def go(self, path: str) -> Page:
        """Return the page at a path."""
        self.page.goto(f"{self.address}{path}")
        self.was_judged = False
        return self.page

    def assert_accessible(self, within: str | None = None) -> None:
        """Assert that nothing was complained of, axe finds nothing, all can be pressed, and it fits the screen."""
        assert self.complaints == []
        assert not (lying := covered(self.page)), lying
        self.was_judged = True
        results = Axe().run(self.page, within, {"preload": False})
        assert results.violations_count == 0, results.generate_report()
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width

    def shot(self, name: str, *, whole: bool = False) -> None:
        """Take a picture, if a folder is named for them."""
        if SHOTS:
            self.page.wait_for_timeout(350)
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=whole)


Live = Callable[..., Seen]


@pytest.fixture
def live(socket_enabled: None, live_server: Any, chromium: Browser) -> Iterator[Live]:
    """Return a function that opens the server in a browser of some size, as some member, in some language."""
    contexts = []

    def see(
        member: Member | None = None,
        *,
        size: str = "desk",
        language: str = "es",
        dark: bool = False,
        script: bool = True,
    ) -> Seen:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=language,
            reduced_motion="reduce",
            java_script_enabled=script,
            has_touch=size == "phone",
        )
        contexts.append(context)
        address = str(live_server.url)
        cookies = [{"name": "dueto_language", "value": language, "url": address}]
        if member is not None:
            client = Client()
            client.force_login(member, backend=BACKEND)
            cookies.append({"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        return Seen(context.new_page(), address)

    yield see
    for context in contexts:
        context.close()
