"""The thread on screen: a visitor crosses while marketing looks, sales wins on a telephone, management sees it."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from dueto.domain.basics.text import fold
from tests.journeys.conftest import House
from tests.work.running import TRAP

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
WORDS = {
    "es": {"qualified": "Calificó", "not_yet": "Todavía no", "won": "Ganada"},
    "en": {"qualified": "Qualified", "not_yet": "Not yet", "won": "Won"},
}


def copy_form(house: House, mara: Page, form: str) -> str:
    """Return the path on the website to which marketing copied a form of Dueto."""
    mara.goto(f"{house.address}/forms/{form}/")
    snippets = mara.locator("textarea").all()
    plain = next(text for one in snippets if "<form" in (text := one.input_value()) and f"/f/{form}/" in text)
    house.site.forms[f"/{form}"] = plain
    return f"/{form}"


def fill_in(house: House, visitor: Page, path: str, *, name: str, company: str) -> None:
    """Fill in the form on the website as somebody would."""
    visitor.goto(house.site.address + path)
    answers = {
        "full_name": name, "company": company, "email": mail_of(name, company),
        "role": "Jefa de calidad", "country": "PE", "sector": "alimentos", "sites": "6",
    }  # fmt: skip
    for field, answer in answers.items():
        visitor.locator(f"form [name={field}]").fill(answer)
    visitor.locator("[name=consent_given]").check()
    time.sleep(TRAP)
    visitor.locator("form button").click()
    visitor.wait_for_url(lambda url: "/thanks" in url or "/gracias" in url)


def open_person(house: House, page: Page, name: str) -> None:
    """Open the page of somebody by the list of prospects."""
    page.goto(f"{house.address}/prospects/?q={name.split()[0]}")
    page.get_by_role("link", name=name).first.click()
    expect(page.locator("h1")).to_contain_text(name)


@pytest.mark.parametrize(
    ("language", "size", "name", "company"),
    [("es", "phone", "Rocío Tello", "Conservas"), ("en", "desk", "Zulema Paz", "Lacteos")],
)
def test_from_the_first_visit_to_won(house: House, language: str, size: str, name: str, company: str) -> None:
    words = WORDS[language]
    mara = house.enter("mara", language=language)
    graciela = house.enter("graciela", language=language)
    before = graciela.locator("main").inner_text()
    form = copy_form(house, mara, "calculadora")

    visitor = house.visitor()
    visitor.goto(
        house.site.address + "/casos/agroexportadora-rio-seco?utm_source=feria&utm_medium=qr&utm_campaign=andina"
    )
    visitor.wait_for_timeout(400)
    for path in ("/", "/nosotros"):
        visitor.goto(house.site.address + path)
        visitor.wait_for_timeout(200)
    fill_in(house, visitor, form, name=name, company=company)
    open_person(house, mara, name)
    expect(mara.locator("main")).to_contain_text(words["not_yet"])

    visitor.goto(house.site.address + "/precios")
    expect(mara.locator("main")).to_contain_text(words["qualified"])

    julia = house.enter("julia", language=language, size=size)
    take_from_desk(house, julia, name)
    julia.locator("form[action$='/acceptance/'] button").click()
    expect(julia.locator("form[action$='/acceptance/']")).to_have_count(0)
    julia.locator("a[href='#result'], a[data-opens=result]").first.click()
    julia.locator("form[action$='/attempts/'] button[value=talked]").first.click()
    expect(julia.locator("main")).to_contain_text(name)
    julia.goto(story_of(julia))
    julia.locator("a[href='#sale'], a[data-opens=sale]").first.click()
    julia.locator("input[name=amount]").first.fill("15000")
    julia.locator("form[action$='/opportunity/'] button").first.click()
    julia.locator("a[href='#outcome'], a[data-opens=outcome]").first.click()
    julia.locator("form[action$='/outcome/'] button[value=won]").first.click()
    expect(julia.locator("main")).to_contain_text(words["won"])
    expect(julia.locator("main")).to_contain_text("Feria · Andina" if language == "es" else "Fair · Andina")
    julia.goto(f"{house.address}/outcomes/")
    expect(julia.locator("#origin-title + table")).to_contain_text("Andina")

    expect(graciela.locator("main")).not_to_have_text(before)
    graciela.goto(f"{house.address}/today/")
    assert graciela.locator("main").inner_text() != before
    recipients = {address for _, to in house.mail.taken for address in to}
    assert "julia@nevadal.example" in recipients
    assert mail_of(name, company) in recipients


def take_from_desk(house: House, julia: Page, name: str) -> None:
    """Open the lead of this name on the desk, whatever else waits there."""
    julia.goto(f"{house.address}/desk/")
    if name not in julia.locator("h1").inner_text():
        julia.get_by_role("link", name=name).first.click()
    expect(julia.locator("h1")).to_contain_text(name)


def mail_of(name: str, company: str) -> str:
    """Return the address of somebody at their company."""
    return f"{fold(name.split()[0])}@{fold(company)}.example"


def story_of(page: Page) -> str:
    """Return the address of the whole story of the lead on the desk."""
    link = page.locator("a[href*='/handoffs/']").first
    return page.url.split("/desk")[0] + str(link.get_attribute("href"))
