"""The browser of the tests: Debian's Chromium, the fixture `chromium`. Whatever asks for it is marked `browser`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import absent

SHELL = Path("/usr/bin/chromium-headless-shell")
"""The same browser without its window, which is faster; Debian's package of that name."""
CHROMIUM: Final = Path(os.environ.get("CHROMIUM") or (SHELL if SHELL.exists() else "/usr/bin/chromium"))
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES: Final = {"phone": (390, 844), "desk": (1366, 900)}
IS_LONG: Final = bool(os.environ.get("DUETO_SOAK"))
LOOKS: Final = (
    list(product(SIZES, ("es", "en"), (False, True))) if IS_LONG else [("phone", "es", False), ("desk", "en", True)]
)
"""Size, language, dark: two looks that differ in everything, and all of them in the long proofs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the browser, so that it can be run by itself."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def how_long(fixture_name: str, config: pytest.Config) -> Literal["session", "module"]:
    """Return for how long a browser runs.

    While a loop of Playwright runs in a thread, nothing asynchronous can be tested in it: so it ends with the module,
    unless nothing but pages is tested.
    """
    return "session" if config.option.markexpr == "browser" else "module"


@pytest.fixture(scope=how_long)
def chromium() -> Iterator[Browser]:
    """Return Chromium, or skip loudly."""
    if not CHROMIUM.exists():
        absent(f"Chromium (looked at {CHROMIUM})")
    # Playwright leaves a loop running in this thread; the database is asked between its steps, never inside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
