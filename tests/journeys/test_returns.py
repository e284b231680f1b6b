"""A return with its reason, marketing's answer, and the second crossing that is heard at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import House
from tests.journeys.test_thread import copy_form, fill_in, open_person, take_from_desk

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
NAME, COMPANY = "Emilio Santillan", "Quebrada"


def test_sales_returns_marketing_answers_and_who_asks_again_is_heard(house: House) -> None:
    mara = house.enter("mara")
    form = copy_form(house, mara, "hablar-con-ventas")
    fill_in(house, house.visitor(), form, name=NAME, company=COMPANY)

    julia = house.enter("julia", size="phone")
    take_from_desk(house, julia, NAME)
    julia.get_by_role("link", name="Devolver", exact=True).click()
    sheet = julia.get_by_role("dialog")
    sheet.get_by_text("Aún investiga").click()
    sheet.locator("textarea, input[name=note]").first.fill("Compara con su planilla hasta enero.")
    sheet.get_by_role("button", name="Devolver").click()
    julia.get_by_text("Marketing contestará antes del").wait_for()

    mara.goto(f"{house.address}/returns/")
    expect(mara.locator("main")).to_contain_text("Compara con su planilla hasta enero.")
    mara.locator("summary, a", has_text="Leer y responder").first.click()
    mara.locator("form[action$='/answer/'] button[value=agreed]").first.click()
    expect(mara.locator("form[action$='/answer/']")).to_have_count(0)
    julia.goto(f"{house.address}/notices/")
    expect(julia.locator("main")).to_contain_text("Marketing respondió una devolución")

    fill_in(house, house.visitor(), form, name=NAME, company=COMPANY)
    take_from_desk(house, julia, NAME)
    open_person(house, mara, NAME)
    expect(mara.locator("main")).to_contain_text("aún investiga")
