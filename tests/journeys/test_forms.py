"""A guide behind a form: built, published, found three pages after a campaign, filled in bit by bit, confirmed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.conftest import House
from tests.work.running import TRAP

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
ANSWERS = {
    "full_name": "Rocío Tello", "email": "rocio@puntabrava.example", "company": "Conservas Punta Brava",
    "role": "Jefa de calidad", "country": "PE", "sector": "alimentos", "sites": "6",
}  # fmt: skip


def test_a_guide_is_found_fetched_and_confirmed(house: House, tmp_path: Path) -> None:
    lucia = house.enter("lucia")
    add_guide(house, lucia, tmp_path)
    frame = build_form(house, lucia)
    house.site.forms["/guias"] = frame

    visitor = house.visitor()
    for path in ("/casos?utm_source=feria&utm_medium=qr&utm_campaign=andina", "/", "/precios"):
        visitor.goto(house.site.address + path)
        visitor.wait_for_timeout(300)
    first = fill_in(house, visitor)
    fetch(visitor.frame_locator("iframe"), visitor)
    confirm(house, visitor)
    second = fill_in(house, visitor)

    assert first[:2] == ["full_name", "email"], "as often as not nobody is known yet"
    assert len(first) == 3
    assert not set(first) & set(second), "and the second time only what is missing"
    lucia.goto(f"{house.address}/prospects/?q=Roc%C3%ADo")
    lucia.get_by_role("link", name="Rocío Tello").first.click()
    story = lucia.locator("main")
    expect(story).to_contain_text("descargó")
    expect(story).to_contain_text(re.compile("andina", re.IGNORECASE))
    lucia.goto(f"{house.address}/forms/guia/")
    expect(lucia.locator("main")).to_contain_text("Confirmados por correo: 1")


def add_guide(house: House, lucia: Page, folder: Path) -> None:
    """Add a guide to the catalogue, with its file."""
    paper = folder / "siete-errores.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    lucia.goto(f"{house.address}/content/new/")
    lucia.locator("[name=title]").fill("Siete errores al medir el frío")
    lucia.locator("[name=kind]").select_option("guide")
    lucia.locator("[name=stage][value=awareness]").check()
    lucia.locator("[name=upload]").set_input_files(paper)
    lucia.locator("main form[enctype] button").last.click()
    expect(lucia.locator("h1")).to_contain_text("Siete errores")


def build_form(house: House, lucia: Page) -> str:
    """Build and publish the form in front of it; return what goes into a page of the company."""
    lucia.goto(f"{house.address}/forms/new/")
    lucia.locator("[name=title]").fill("Guía: siete errores")
    lucia.locator("[name=name]").fill("guia")
    lucia.locator("[name=makes][value=download]").check()
    lucia.get_by_role("button", name="Empezar").click()
    for field in ("company", "role", "country", "sector", "sites"):
        lucia.locator(f"button[name=field][value={field}]").click()
        expect(lucia.locator(f"#question-{field}")).to_be_visible()
    course = lucia.locator("form[action$='/parts/course/']")
    course.locator("[name=content]").select_option(label="Siete errores al medir el frío")
    course.locator("[name=most]").fill("3")
    course.locator("[name=opts_in]").check()
    course.get_by_role("button", name="Guardar").click()
    lucia.goto(f"{house.address}/forms/guia/preview/?as=phone")
    expect(lucia.frame_locator("iframe").locator("h1")).to_contain_text("Guía")
    lucia.goto(f"{house.address}/forms/guia/edit/")
    lucia.get_by_role("button", name="Publicar").click()
    expect(lucia.locator("main")).to_contain_text("Para las páginas de la empresa")
    return lucia.locator("#frame").input_value()


def fill_in(house: House, visitor: Page) -> list[str]:
    """Fill in whatever the form in the frame asks; return which fields that was."""
    visitor.goto(f"{house.site.address}/guias")
    form = visitor.frame_locator("iframe")
    expect(form.locator("[name=dueto_visitor]")).to_have_value(re.compile(".+"))
    expect(form.locator("[name=dueto_first_page]")).to_have_value(re.compile("utm_campaign=andina"))
    asked = [str(one.get_attribute("name")) for one in form.locator("[id^='q-']").all()]
    for name in asked:
        form.locator(f"#q-{name}").fill(ANSWERS[name])
    form.locator("[name=consent_given]").check()
    time.sleep(TRAP)
    form.get_by_role("button", name="Enviar").click()
    expect(form.locator("h1")).to_contain_text("Gracias")
    return asked


def fetch(form: FrameLocator, visitor: Page) -> None:
    """Download what the page of thanks leads to."""
    form.get_by_role("link", name="Obtener").click()
    button = form.get_by_role("button", name="Descargar")
    expect(button).to_be_visible()
    time.sleep(1.2)
    with visitor.expect_download() as begun:
        button.click()
    assert begun.value.suggested_filename == "siete-errores.pdf"


def confirm(house: House, visitor: Page) -> None:
    """Open the mail that came and press its button."""
    until = time.monotonic() + 15
    while not (mails := [message for message, to in house.mail.taken if "rocio@puntabrava.example" in to]):
        assert time.monotonic() < until, "no mail came"
        time.sleep(0.2)
    body = mails[0].get_body(("plain",))
    assert body is not None
    found = re.search(r"http\S+/confirm/\S+", body.get_content())
    assert found is not None
    page = visitor.context.new_page()
    page.goto(found[0])
    page.get_by_role("button", name="Confirmar").click()
    expect(page.locator("h1")).to_contain_text("Confirmada")
    page.close()
