"""The browser of the tests: Debian's Chromium, started for each module that asks for it: the fixture `chromium`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import absent

CHROMIUM: Final = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES: Final = {"phone": (390, 844), "desk": (1366, 900)}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return Chromium, or skip loudly.

    Only one loop of Playwright may run in a thread, and while it does nothing asynchronous can be tested in it: so it
    ends with the module.
    """
    if not CHROMIUM.exists():
        absent(f"Chromium (looked at {CHROMIUM})")
    # Playwright leaves a loop running in this thread; the database is asked between its steps, never inside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
