"""One installation for the journeys: real processes, a website, a mail server, a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SIZES, how_long
from tests.journeys.site import Site
from tests.letterbox import Letterbox, MailServer
from tests.thread import BROWSER
from tests.work.running import Running

PASSWORD = "nevadal-demo"
PATIENCE = 30_000


@dataclass
class House:
    """Everything that runs."""

    running: Running
    site: Site
    mail: Letterbox
    browser: Browser

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.running.web}"

    def visitor(self) -> Page:
        """Return a page of somebody nobody knows; a browser without a window would be taken for a machine."""
        return self.browser.new_context(locale="es-PE", user_agent=BROWSER).new_page()

    def enter(self, who: str, *, language: str = "es", size: str = "desk") -> Page:
        """Return the first page of a member who has logged in with their password."""
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale={"es": "es-PE", "en": "en-US"}[language],
            is_mobile=size == "phone", has_touch=size == "phone",
        )  # fmt: skip
        context.add_cookies([{"name": "dueto_language", "value": language, "url": self.address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.address}/accounts/login/")
        page.locator("input[name=login]").fill(f"{who}@nevadal.example")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator(
            "form:has(input[name=password]) button[type=submit], form:has(input[name=password]) button"
        ).first.click()
        page.wait_for_url(lambda url: "/login" not in url)
        return page


@pytest.fixture(scope=how_long)
def house(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:
    """Return an installation for as long as the browser runs, or skip loudly where there is no Chromium."""
    expect.set_options(timeout=PATIENCE)
    box = Letterbox()
    server = MailServer(box)
    server.start()
    site = Site()
    settings = {
        "DUETO_MAIL_OFF": "0", "DUETO_SMTP_HOST": "127.0.0.1", "DUETO_SMTP_PORT": str(server.port),
        "DUETO_FORM_SITES": site.address, "DUETO_COLLECT_ORIGINS": "",
    }  # fmt: skip
    with Running(tmp_path_factory.mktemp("house"), settings) as running:
        site.collect = f"http://127.0.0.1:{running.collect}"
        yield House(running, site, box, chromium)
    site.close()
    server.stop()
