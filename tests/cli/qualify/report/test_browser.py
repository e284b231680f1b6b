"""The page in a real browser: accessible, searchable, wide and narrow, on paper, and without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Findings
from dueto.cli.qualify.report import render
from tests.cli.qualify.report.sample import findings_of, nevadal, sample
from tests.cli.qualify.report.test_edges import HOSTILE, someone

pytestmark = pytest.mark.browser
WIDTHS = {"phone": 390, "tablet": 820, "desk": 1440, "projector": 1920}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, findings: Findings, spanish: str, english: str) -> dict[str, str]:
    """Return the addresses of the pages that are looked at."""
    hostile = [someone(person=str(number), name=text, company=text, source=text) for number, text in enumerate(HOSTILE)]
    pages = {
        "spanish": spanish,
        "english": english,
        "small": render(sample(60), voice=Voice("es")),
        "empty": render(findings_of(nevadal(), [], refused=3), voice=Voice("es")),
        "hostile": render(findings_of(nevadal(), hostile), voice=Voice("en")),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


class Looked:
    """A page, and all that the browser complained of while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))


def look(chromium: Browser, address: str, *, width: int = 1440, dark: bool = False, script: bool = True) -> Looked:
    """Return the page as it is seen at this width."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    looked = Looked(context.new_page())
    looked.page.goto(address)
    return looked


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", ["spanish", "empty", "hostile"])
def test_it_fits_every_width_and_asks_for_nothing(
    chromium: Browser, places: dict[str, str], name: str, width: int
) -> None:
    looked = look(chromium, places[name], width=width)

    assert looked.page.evaluate("document.documentElement.scrollWidth") <= width
    assert looked.asked == [places[name]]
    assert looked.complaints == []
    looked.page.context.close()


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1440, True)], ids=["phone-light", "desk-dark"])
@pytest.mark.parametrize("name", ["small", "empty", "hostile"])
def test_it_has_no_violation_of_accessibility(
    chromium: Browser, places: dict[str, str], name: str, width: int, dark: bool
) -> None:
    looked = look(chromium, places[name], width=width, dark=dark)
    if name != "empty":
        looked.page.click("#p1 summary")

    results = Axe().run(looked.page)

    assert results.violations_count == 0, results.generate_report()
    assert "color-contrast" in {rule["id"] for rule in results.response["passes"]}
    looked.page.context.close()


def test_it_finds_people_by_any_word_without_accents(chromium: Browser, places: dict[str, str]) -> None:
    page = look(chromium, places["spanish"]).page

    page.get_by_role("searchbox").fill("UREÑA gerente")

    shown = page.locator("#list > li:not([hidden])")
    assert shown.count() > 0
    assert all("Ureña gerente" in text for text in shown.locator("summary .who").all_inner_texts())
    assert page.get_by_role("status").inner_text() == f"{shown.count()} en la lista"

    page.get_by_role("searchbox").fill("nadie se llama así")

    assert shown.count() == 0
    assert page.get_by_role("status").inner_text() == "Nadie coincide. Quitar el veredicto o una palabra."
    page.context.close()


def test_it_opens_a_number_to_its_people(chromium: Browser, places: dict[str, str], findings: Findings) -> None:
    page = look(chromium, places["english"]).page

    page.click("a[data-kind=one_datum]")

    assert page.locator("#list > li:not([hidden])").count() == findings.counts.one_datum_away
    page.context.close()


def test_it_opens_a_name_to_the_arithmetic_even_if_it_was_filtered_away(
    chromium: Browser, places: dict[str, str]
) -> None:
    page = look(chromium, places["english"]).page
    page.get_by_role("searchbox").fill("nobody is called so")

    page.click(".names a >> nth=0")

    assert page.locator("#p1 .why").is_visible()
    page.context.close()


def test_it_is_worked_by_keyboard_alone(chromium: Browser, places: dict[str, str]) -> None:
    page = look(chromium, places["english"]).page

    page.get_by_role("combobox").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.locator("#p1 details").get_attribute("open") is not None
    page.context.close()


def test_it_can_be_read_without_javascript(chromium: Browser, places: dict[str, str]) -> None:
    page = look(chromium, places["english"], script=False).page

    assert not page.get_by_role("searchbox").is_visible()
    page.click("#p1 summary")
    assert page.locator("#p1 .sum").first.is_visible()
    page.context.close()


def test_it_opens_everybody_on_paper_and_hides_the_search(chromium: Browser, places: dict[str, str]) -> None:
    for script in (True, False):
        page = look(chromium, places["english"], script=script).page
        page.emulate_media(media="print")

        assert page.locator("#p2 .sum").first.is_visible()
        assert not page.get_by_role("searchbox").is_visible()
        assert page.locator("figure .wide").first.is_visible()
        assert not page.locator("figure .narrow").first.is_visible()
        page.context.close()


def test_it_prints_on_a4(chromium: Browser, places: dict[str, str]) -> None:
    page = look(chromium, places["spanish"], dark=True).page

    paper = page.pdf(prefer_css_page_size=True)

    assert paper.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594" in paper or b"/MediaBox [0 0 595" in paper
    page.context.close()
