"""The pages of companies in a real browser: no violation, no sideways scrolling, no complaint."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.web.companies.test_company_list import firms
from tests.web.prospects.test_list import crowd
from tests.web.screen import Screen, screen

__all__ = ["firms", "screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.browser]
LOOKS = [(390, "es", False), (390, "en", True), (1366, "es", True), (1366, "en", False)]


@pytest.mark.parametrize(("width", "language", "dark"), LOOKS)
@pytest.mark.parametrize(
    "path",
    [
        "/companies/?all=1", "/companies/?country=PE&silent=90&owner=nobody&has=persona.calidad&sort=recent",
        "/companies/?customer=1&owner=nobody", "/companies/conditions/?country=PE", "/companies/{rocio}/",
    ],
)  # fmt: skip
def test_it_looks_right(
    screen: Screen, cast: Cast, firms: dict[str, int], path: str, width: int, language: str, dark: bool
) -> None:
    crowd(cast, 12)
    looked = screen(path.format(**firms), cast.mara, width=width, dark=dark, language=language)
    looked.page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    looked.picture(f"{path.strip('/').translate(str.maketrans('/{}?&', '-----'))}-{width}-{language}")

    assert looked.complaints == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []


@pytest.mark.parametrize(("width", "language", "dark"), LOOKS[::3])
def test_an_empty_one_looks_right(screen: Screen, cast: Cast, width: int, language: str, dark: bool) -> None:
    looked = screen("/companies/", cast.mara, width=width, dark=dark, language=language)
    looked.picture(f"companies-empty-{width}-{language}")

    assert looked.complaints == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []
