"""The board, today and the commitments as one sees them: nothing is wrong at any size, in any light or language."""

from __future__ import annotations

import os

import pytest

from tests.cast import Cast
from tests.web.opened import busy, noon
from tests.web.screen import Screen, screen

__all__ = ["busy", "noon", "screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.browser]

PAGES = {
    "board": ("/board/", "mara"),
    "wall": ("/board/?wall=1", "mara"),
    "today-marketing": ("/today/", "mara"),
    "today-monday": ("/today/", "graciela"),
    "commitments-manager": ("/commitments/", "bruno"),
    "commitments-executive": ("/commitments/", "julia"),
}
LOOKS = {
    "phone-es-light": {"width": 390, "height": 844},
    "phone-en-dark": {"width": 390, "height": 844, "language": "en", "dark": True},
    "desk-es-light": {"width": 1366, "height": 900},
    "desk-en-dark": {"width": 1366, "height": 900, "language": "en", "dark": True},
    "projector-es-light": {"width": 1920, "height": 1080},
}
AT_LEAST = ("phone-es-light", "desk-en-dark")
"""What differs in everything; the wall is for a projector."""
SEEN = [
    (page, look) for page in PAGES for look in LOOKS
    if look in AT_LEAST or page == "wall" or os.environ.get("DUETO_SOAK")
]  # fmt: skip


@pytest.mark.parametrize(("page", "look"), SEEN)
def test_nothing_is_wrong_with_a_filled_page(busy: Cast, screen: Screen, page: str, look: str) -> None:
    path, key = PAGES[page]
    looked = screen(path, busy[key], **LOOKS[look])
    looked.picture(f"{page}-{look}")

    assert looked.complaints == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wrong_with_an_empty_page(cast: Cast, noon: object, screen: Screen, page: str) -> None:
    path, key = PAGES[page]
    looked = screen(path, cast[key], width=390)
    looked.picture(f"{page}-empty")

    assert looked.complaints == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []


@pytest.mark.parametrize(("look", "demo"), [("phone-es-light", True), ("desk-en-dark", False), ("desk-es-light", True)])
def test_nothing_is_wrong_with_the_first_page(
    busy: Cast, screen: Screen, settings: object, look: str, demo: bool
) -> None:
    settings.DEMO = demo  # type: ignore[attr-defined]
    looked = screen("/", **LOOKS[look])
    looked.picture(f"landing-{'demo' if demo else 'company'}-{look}")

    assert looked.complaints == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []
