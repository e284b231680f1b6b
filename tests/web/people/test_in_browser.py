"""The pages of marketing's base in a real browser: on a telephone and a desk, in both languages, light and dark."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from dueto.apps.base.actions import act, note, reclass, tell
from dueto.apps.base.actions.contracts import Terms, keep_contract
from dueto.apps.base.models import Activity, Person
from dueto.apps.conversations.actions import log_call
from dueto.apps.handoff.actions import attempt, claim, give_back
from dueto.apps.leads.actions import judge
from dueto.apps.leads.actions.bulks import begin_bulk
from dueto.apps.leads.actions.views import save_view
from dueto.apps.leads.bulk_work import work_on
from dueto.domain.conditions.fields import STANDARD_FIELDS
from tests.browser import LOOKS
from tests.cast import Cast
from tests.web.live import Live
from tests.web.mailbox.test_mailbox import came
from tests.web.people.world import People
from tests.web.prospects.test_list import crowd

LONG = "https://nevadal.example/" + "casosdeexito" * 9
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "prospects": "/prospects/",
    "narrowed": "/prospects/?has=fits.sites.between.2,19&country=PE&cols=email,fit,owner",
    "conditions": "/prospects/conditions/?country=PE",
    "views": "/prospects/views/",
    "selection": "/prospects/selection/?person={rocio}&person={joaquin}",
    "bulk": "/prospects/bulks/{bulk}/",
    "companies": "/companies/",
    "company": "/companies/{company}/",
    "customers": "/customers/",
    "nobody": "/prospects/?verdict=qualified&country=ES",
    "rocio": "/people/{rocio}/",
    "joaquin": "/people/{joaquin}/",
    "one_datum": "/one-datum/",
    "forms": "/forms/",
    "form": "/f/hablar-con-ventas/",
    "thanks": "/f/contacto/thanks/",
    "agreement": "/agreement/",
}


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(
    live: Live, cast: Cast, people: People, settings: Any, size: str, language: str, dark: bool
) -> None:
    settings.COLLECT_ADDRESS = ""  # no door runs beside this server
    note(person_id=people.rocio, text="La conocí en la feria: le preocupa la auditoría.", by=cast.ines.pk, at=cast.at)
    visit = Activity.objects.filter(identity__person_id=people.joaquin, kind="visit").latest("id")
    reclass(activity_id=visit.pk, classed="automatic", reason="many pages in seconds", by=None, at=cast.at)

    save_view(name="Calidad, Perú", conditions="country=PE", is_shared=True, by=cast.ivan.pk, at=cast.at)
    bulk = begin_bulk(action="note", said="Feria", chosen=[people.rocio, 10**9], by=cast.mara.pk, at=cast.at)
    work_on(at=cast.at, bulk_id=bulk.pk)
    company = Person.objects.get(pk=people.rocio).company_id
    assert company is not None
    for product, renews_on in (("Nevadal Cámara", date(2026, 6, 1)), ("Nevadal Ruta", date(2027, 1, 15))):
        terms = Terms(product, date(2025, 6, 1), Decimal(15000), "USD", renews_on)
        keep_contract(terms, company_id=company, by=cast.julia.pk, at=cast.at)
    ids = {"rocio": people.rocio, "joaquin": people.joaquin, "bulk": bulk.pk,
           "company": company}  # fmt: skip

    seen = live(cast.mara, size=size, language=language, dark=dark)

    for name, path in PAGES.items():
        seen.go(path.format(**ids))
        seen.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        seen.shot(f"base-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
        seen.assert_accessible()


def test_a_datum_typed_in_place_qualifies_at_once(live: Live, cast: Cast, people: People) -> None:
    page = live(cast.ivan, size="phone").go("/one-datum/")

    page.get_by_label("Sedes").fill("7")
    page.get_by_role("button", name="Guardar").click()

    page.get_by_text("Guardado: sedes. Calificada").wait_for()
    page.get_by_text("Nadie está a un solo dato").wait_for()


def test_what_is_refused_stays_in_its_field(live: Live, cast: Cast, people: People) -> None:
    page = live(cast.ivan).go(f"/people/{people.joaquin}/")

    page.get_by_label("Sedes").fill("muchas")
    page.get_by_role("button", name="Guardar", exact=True).first.click()

    page.locator("#error-sites").wait_for()
    assert page.get_by_label("Sedes").input_value() == "muchas"


def test_a_refused_conversation_keeps_everything_chosen_and_typed(live: Live, cast: Cast, people: People) -> None:
    seen = live(cast.ivan, size="phone")
    page = seen.go(f"/people/{people.rocio}/")
    page.get_by_role("link", name="Anotar una conversación").click()
    sheet = page.locator("dialog#talk")
    sheet.locator("[name=channel][value=whatsapp]").check()
    sheet.locator("[name=result][value=later]").check()
    sheet.get_by_label("Qué se dijo").fill("Vuelve el lunes.")
    sheet.get_by_label("Cuándo, si no fue ahora").fill("2026-05-04T09:30")

    sheet.get_by_role("button", name="Anotarlo").click()
    sheet.get_by_text("elegir quién buscó a quién").wait_for()
    page.wait_for_timeout(100)
    seen.shot("person-talk-refused")

    chosen = sheet.locator("input[type=radio]:checked").evaluate_all("(all) => all.map((one) => one.value)")
    assert chosen == ["whatsapp", "later"]
    assert sheet.get_by_label("Qué se dijo").input_value() == "Vuelve el lunes."
    assert sheet.get_by_label("Cuándo, si no fue ahora").input_value() == "2026-05-04T09:30"
    sheet.locator("[name=direction][value=inbound]").check()
    sheet.get_by_role("button", name="Anotarlo").click()
    page.get_by_text("Anotado. Ya cuenta.").wait_for()
    assert [said for said in seen.complaints if "inline style" in said] == []


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_long_word_breaks_wherever_somebody_wrote_it(live: Live, cast: Cast, people: People, size: str) -> None:
    note(person_id=people.rocio, text=f"Está en {LONG}", by=cast.mara.pk, at=cast.at)
    log_call(person_id=people.rocio, direction="inbound", result="talked", by=cast.mara.pk, at=cast.at, note=LONG)
    came(LONG, sender="rocio@puntabrava.example", at=cast.at)
    for field in ("role", "heard_from", "company"):
        tell(person_id=people.rocio, field=STANDARD_FIELDS[field], value=LONG, by=cast.mara.pk, at=cast.at)
    handoff = claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)
    give_back(handoff_id=handoff.pk, reason="no piensa comprar ahora", note=LONG, by=cast.julia.pk, at=cast.at)
    seen = live(cast.mara, size=size)

    for path in (f"/people/{people.rocio}/", "/mailbox/", f"/handoffs/{handoff.pk}/", "/returns/", "/prospects/"):
        page = seen.go(path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        seen.shot(f"long-{path.split('/')[1]}-{size}", whole=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path


def test_the_sign_of_a_notice_stands_in_the_first_line_of_its_words(live: Live, cast: Cast, people: People) -> None:
    act(person_id=people.rocio, kind="visit", at=cast.at, path="/precios")
    judge(person_ids=[people.rocio], at=cast.at)

    notice = live(cast.mara, size="phone").go(f"/people/{people.rocio}/").locator(".notice:has(.icon)")

    assert notice.evaluate(
        """(notice) => {
            const words = document.createRange();
            words.selectNodeContents(notice.querySelector(".icon").nextSibling);
            return words.getClientRects()[0].top < notice.querySelector(".icon").getBoundingClientRect().bottom;
        }"""
    )


def test_the_name_of_the_member_stays_on_one_line(live: Live, cast: Cast, people: People) -> None:
    cast.mara.name = "María de los Ángeles Quispe Huamán de Rodríguez"
    cast.mara.save()
    page = live(cast.mara, language="en").go("/one-datum/")

    for width in (1280, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        name = page.locator(".menu-name").bounding_box()
        assert name is not None
        assert 40 < name["width"] < 320
        assert name["height"] < 30
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_list_follows_while_somebody_types(live: Live, cast: Cast, people: People) -> None:
    page = live(cast.ivan).go("/prospects/")

    page.get_by_label("Buscar por cualquier parte").press_sequentially("rocio")

    page.get_by_role("link", name="Brenda Ochoa").wait_for(state="detached")
    assert page.get_by_role("link", name="Rocío Tello").is_visible()


def test_a_further_condition_narrows_and_the_chosen_are_taken_further(live: Live, cast: Cast, people: People) -> None:
    page = live(cast.ivan).go("/prospects/")

    page.get_by_text("Agregar una condición").click()
    page.locator("#more-conditions").get_by_role("link", name="Perú").click()
    page.get_by_role("link", name="Joaquín Ureña").wait_for(state="detached")
    page.get_by_label("Elegir a Rocío Tello").check()
    page.get_by_role("button", name="Con los marcados").click()
    page.get_by_label("La nota").fill("Llamar en julio")
    page.get_by_role("button", name="Escribir la nota").click()

    page.get_by_text("La nota está escrita").wait_for()
    assert page.get_by_text("Dejados fuera").is_visible()


def test_without_script_everything_can_be_done(live: Live, cast: Cast, people: People) -> None:
    page = live(cast.ivan, script=False).go(f"/people/{people.joaquin}/")

    page.get_by_label("Sedes").fill("7")
    page.get_by_role("button", name="Guardar", exact=True).first.click()

    page.get_by_text("Guardado: sedes. Calificada").wait_for()


def test_an_open_page_sees_the_crossing(live: Live, cast: Cast, people: People) -> None:
    page = live(cast.ivan).go(f"/people/{people.rocio}/")
    page.get_by_text("Todavía no: encaja (65 de 40)").wait_for()

    act(person_id=people.rocio, kind="visit", at=cast.at, path="/precios")
    judge(person_ids=[people.rocio], at=cast.at)
    crossing = page.get_by_text("por visitar precios: 24 + 15 = 39 de 30.")
    for _ in range(20):  # the stream of the board is another thread's matter: here only the piece is asked for
        page.evaluate("htmx.trigger('#person', 'live')")
        page.wait_for_timeout(500)
        if crossing.is_visible():
            break

    assert crossing.is_visible()


def test_what_cannot_be_brought_leaves_the_page_and_its_words(
    live: Live, cast: Cast, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = live(cast.ivan).go(f"/people/{people.rocio}/")
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    words, save = page.locator("form[action$='/notes/'] textarea"), page.locator("form[action$='/notes/'] button")
    words.fill("Le preocupa la auditoría.")

    def away(**_: object) -> None:
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["dueto.web.people.facts"], "note", away)
        for _ in range(2):
            with page.expect_response("**/notes/"):
                save.click()
            expect(page.get_by_text("La base de datos no responde en este momento")).to_have_count(1)  # said once
    page.context.set_offline(True)
    save.click()
    page.get_by_text("No llegó respuesta").wait_for()
    page.context.set_offline(False)

    assert words.input_value() == "Le preocupa la auditoría."
    assert page.get_by_role("heading", name="Rocío Tello").is_visible()
    save.click()
    page.get_by_text("La nota quedó guardada").wait_for()


def test_a_person_in_the_hands_of_sales_is_accessible_too(live: Live, cast: Cast, people: People) -> None:
    handoff = claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)
    attempt(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at, channel="call", result="no_answer")

    seen = live(cast.julia, size="phone")
    seen.go(f"/people/{people.rocio}/")
    seen.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    seen.shot("base-claimed-phone-es", whole=True)

    seen.assert_accessible()


def test_what_is_ticked_stays_ticked_on_the_pages_of_a_list(live: Live, cast: Cast, people: People) -> None:
    crowd(cast, 40)
    page = live(cast.mara, size="phone").go("/prospects/?country=PE")
    marked = page.get_by_role("button", name="Con los marcados")
    page.locator("input[name=person]").nth(0).check()
    page.locator("input[name=person]").nth(1).check()
    expect(marked).to_contain_text("(2)")

    page.get_by_role("link", name="Más antiguas").click()
    page.wait_for_url("**after=**")
    expect(page.locator("input[name=person]:checked")).to_have_count(0)
    page.locator("input[name=person]").nth(0).check()
    expect(marked).to_contain_text("(3)")
    page.get_by_label("Todos los de esta página").check()
    every = 2 + page.locator("input[name=person]").count()
    expect(marked).to_contain_text(f"({every})")
    marked.click()

    expect(page.locator("h1")).to_contain_text(str(every))
    page.goto(page.url.split("/prospects/")[0] + "/prospects/")
    expect(page.get_by_role("button", name="Con los marcados")).not_to_contain_text("(")
