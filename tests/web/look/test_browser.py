"""The page of all components in a real browser: all widths, both lights and languages, keyboard, no script, paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import LOOKS, SIZES
from tests.web.look.conftest import Opened

pytestmark = pytest.mark.browser
WIDTHS = {"narrow": 320, "phone": 390, "tablet": 820, "desk": 1366, "projector": 1920}
CSS = Path(__file__).parents[3] / "src" / "dueto" / "web" / "static" / "dueto" / "css"


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize(("path", "language"), [("/look/", "es"), ("/look/", "en"), ("/look/wall/", "es")])
def test_it_fits_every_width_and_nothing_is_complained_of(opened: Opened, path: str, width: int, language: str) -> None:
    looked = opened(path, width=width, language=language)

    assert looked.page.evaluate("document.documentElement.scrollWidth") <= width
    assert looked.page.get_attribute("html", "lang") == language
    assert looked.complaints == []


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
@pytest.mark.parametrize("path", ["/look/", "/look/wall/"])
def test_it_has_no_violation_of_accessibility(opened: Opened, path: str, size: str, language: str, dark: bool) -> None:
    looked = opened(path, width=SIZES[size][0], language=language, dark=dark)
    if path == "/look/":
        looked.page.click("summary")

    results = Axe().run(looked.page)

    assert results.violations_count == 0, results.generate_report()
    assert "color-contrast" in {rule["id"] for rule in results.response["passes"]}


@pytest.mark.parametrize("width", [390, 1366], ids=["phone", "desk"])
def test_a_sheet_has_no_violation_of_accessibility_while_it_is_open(opened: Opened, width: int) -> None:
    page = opened(width=width).page

    page.click("[data-opens=answer]")

    results = Axe().run(page, "dialog")
    assert results.violations_count == 0, results.generate_report()


def test_a_sheet_opens_and_closes_and_gives_the_focus_back(opened: Opened) -> None:
    page = opened().page

    page.get_by_role("link", name="Abrir la hoja").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog", name="¿Cómo fue?").is_visible()
    page.keyboard.press("Escape")

    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.opens") == "answer"


def test_without_script_a_sheet_is_a_part_of_the_page(opened: Opened) -> None:
    page = opened(script=False).page

    assert page.locator("section#answer").is_visible()
    assert page.locator("#answer button[value=talked]").is_visible()
    assert not page.locator("[data-theme-choice]").is_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(opened: Opened) -> None:
    page = opened().page

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_the_menu_closes_by_escape_and_by_pressing_elsewhere(opened: Opened) -> None:
    page = opened().page

    page.click("summary")
    page.keyboard.press("Escape")
    assert not page.locator(".menu-sheet").is_visible()
    page.click("summary")
    page.click("h1 >> nth=0")

    assert not page.locator(".menu-sheet").is_visible()


def test_the_choice_of_light_is_kept_in_a_cookie_and_written_by_the_server(opened: Opened) -> None:
    page = opened().page

    page.click("summary")
    page.click("[data-theme-choice] button[value=dark]")
    assert page.get_attribute("html", "data-theme") == "dark"

    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    assert cookies["theme"] == "dark"


def test_a_phone_has_five_places_under_the_thumb_and_the_others_in_the_menu(opened: Opened) -> None:
    page = opened(width=390).page

    assert page.locator(".places li:visible").count() == 5
    page.click("summary")

    assert page.locator(".menu-places a:visible").count() == 2


def test_a_toast_arrives_with_an_answer_and_can_be_closed(opened: Opened) -> None:
    page = opened().page
    answer = '<div id="toasts" hx-swap-oob="beforeend:#toasts"><div class="toast" data-toast><p>Guardado</p>' \
        '<button data-close hidden>x</button></div></div>'  # fmt: skip
    page.context.route("**/answer/", lambda route: route.fulfill(content_type="text/html", body=answer))

    page.evaluate("htmx.ajax('GET', '/answer/', {target: '#steps', swap: 'none'})")
    page.locator("#toasts .toast").wait_for()
    page.click("#toasts [data-close]")

    assert page.locator("#toasts .toast").count() == 0


def test_a_sheet_that_htmx_brings_becomes_a_dialog(opened: Opened) -> None:
    page = opened().page
    answer = (
        '<section class="sheet" id="brought" data-sheet data-open aria-labelledby="b"><h2 id="b">Hola</h2></section>'
    )
    page.context.route("**/answer/", lambda route: route.fulfill(content_type="text/html", body=answer))

    page.evaluate("htmx.ajax('GET', '/answer/', {target: '#steps', swap: 'outerHTML'})")

    page.locator("dialog#brought[open]").wait_for()


def test_htmx_sends_the_csrf_token_from_the_body(opened: Opened) -> None:
    page = opened().page
    sent: list[str | None] = []
    page.context.route(
        "**/look/", lambda route: (sent.append(route.request.headers.get("x-csrftoken")), route.fulfill(body=""))
    )

    with page.expect_request("**/look/"):
        page.click("#steps button")

    assert sent
    assert sent[0]


def test_notes_are_links_with_names_and_targets_large_enough(opened: Opened) -> None:
    page = opened().page

    notes = page.locator("#stave .staff-note a")

    assert notes.count() > 10
    assert all(re.search(r"\w+: \w+", note.get_attribute("aria-label") or "") for note in notes.all())
    assert page.locator("#stave .hit").first.get_attribute("r") == "12"


def test_it_prints_on_a4_without_bars_and_buttons(opened: Opened) -> None:
    page = opened(dark=True).page
    page.emulate_media(media="print")

    assert not page.locator(".bar").is_visible()
    assert not page.locator(".steps").is_visible()
    assert page.locator(".score").first.is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594" in paper or b"/MediaBox [0 0 595" in paper


def test_no_page_writes_a_style_or_a_script_of_its_own(opened: Opened) -> None:
    page = opened().page

    assert page.locator("[style]").count() == 0
    assert page.locator("style").count() == 0
    assert page.locator("script:not([src])").count() == 0
