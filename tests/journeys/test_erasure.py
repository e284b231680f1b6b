"""Somebody chooses for themselves by the link in our mail, asks to be forgotten, and is."""

from __future__ import annotations

import re
import time
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import House
from tests.journeys.test_thread import copy_form, fill_in, take_from_desk

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
NAME, COMPANY = "Zenobia Quintanar", "Aguasclaras"
PATIENCE = 60.0
LINK = re.compile(r"https?://[^\s\"<>]+/choices/[^\s\"<>]+")


def test_somebody_asks_to_be_forgotten_and_is(house: House) -> None:
    mara = house.enter("mara")
    contact = house.visitor()
    fill_in(house, contact, copy_form(house, mara, "hablar-con-ventas"), name=NAME, company=COMPANY)
    julia = house.enter("julia", size="phone")
    take_from_desk(house, julia, NAME)
    julia.locator("form[action$='/acceptance/'] button").click()

    body = _letter_to_contact(house).get_body(("plain",))
    assert body is not None
    found = LINK.search(body.get_content())
    assert found is not None
    contact.goto(found[0])
    contact.get_by_role("button", name="No registrar mis visitas").click()
    expect(contact.locator("main")).to_contain_text("las visitas ya no se guardan")
    contact.get_by_role("button", name="Pedir que se me olvide").click()
    expect(contact.get_by_role("status")).to_contain_text("Anotado")

    nora = house.enter("nora")
    nora.goto(f"{house.address}/privacy/")
    nora.get_by_role("link", name=NAME).click()
    nora.get_by_role("link", name="Olvidar a esta persona").click()
    expect(nora.locator("h1")).to_have_text(f"¿Olvidar a {NAME}?")
    nora.get_by_role("button", name="Olvidar para siempre").click()
    expect(nora.locator("h1")).to_have_text(f"¿Olvidar a {NAME}?")  # it asks to be ticked first
    nora.get_by_label("He leído lo que se borra").check()
    nora.get_by_role("button", name="Olvidar para siempre").click()
    expect(nora.locator("h1")).to_have_text("Privacidad")
    expect(nora.locator("main")).not_to_contain_text(NAME)

    mara.goto(f"{house.address}/prospects/?q=Zenobia")
    expect(mara.locator("main")).not_to_contain_text(NAME)
    julia.goto(f"{house.address}/notices/")
    expect(julia.locator("main")).to_contain_text("pidió ser olvidado")
    expect(julia.locator("main")).not_to_contain_text("Zenobia")
    assert contact.goto(found[0]).status == 404  # type: ignore[union-attr]


def _letter_to_contact(house: House) -> EmailMessage:
    """Return the mail that confirms to the contact who will attend them."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for message, to in house.mail.taken:
            if any("aguasclaras" in address for address in to):
                return message
        time.sleep(0.2)
    raise AssertionError(f"no mail came: {[to for _, to in house.mail.taken]}")
