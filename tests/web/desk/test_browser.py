"""Julia's desk on her telephone and on a screen: one lead at a time, one tap for each answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dueto.apps.handoff.actions import accept
from dueto.apps.handoff.models import Handoff
from dueto.apps.team.models import Absence
from tests.browser import LOOKS
from tests.cast import Cast
from tests.web.handed import HOUR, handed, long_ago_cast
from tests.web.live import Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return long_ago_cast()


@pytest.fixture
def three(people: Cast) -> list[Handoff]:
    now = datetime.now(UTC)
    return [handed(key, at=now - hours * HOUR, to=people.julia) for key, hours in
            (("rocio", 1), ("joaquin", 2), ("emilio", 100))]  # fmt: skip


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_it_is_accessible_and_fits(
    live: Live, people: Cast, three: list[Handoff], size: str, language: str, dark: bool
) -> None:
    seen = live(people.julia, size=size, language=language, dark=dark)
    for name, path in {
        "desk": "/desk/", "card": f"/desk/{three[0].pk}/", "handoff": f"/handoffs/{three[0].pk}/",
        "returns": "/returns/", "outcomes": "/outcomes/", "notices": "/notices/",
    }.items():  # fmt: skip
        seen.go(path)
        seen.shot(f"{name}-{size}-{language}")
        seen.assert_accessible()
    assert seen.complaints == []


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_an_empty_desk_is_quiet(live: Live, people: Cast, size: str) -> None:
    seen = live(people.julia, size=size)
    page = seen.go("/desk/")

    assert page.get_by_text("Lista vacía. Buen trabajo.").is_visible()
    seen.shot(f"empty-{size}")
    seen.assert_accessible()


def test_she_accepts_calls_and_plans_with_a_tap_each(live: Live, people: Cast, three: list[Handoff]) -> None:
    seen = live(people.julia, size="phone")
    page = seen.go(f"/desk/{three[0].pk}/")

    page.get_by_role("button", name="Aceptar").click()
    page.get_by_text("Aceptada. Ahora se debe el primer contacto.").wait_for()
    page.get_by_role("link", name="¿Cómo fue?").click()
    sheet = page.get_by_role("dialog", name="¿Cómo fue?")
    seen.shot("result-phone")
    seen.assert_accessible("dialog[open]")
    sheet.get_by_role("button", name="No contestó").click()
    page.get_by_role("heading", name="Siguiente intento").first.wait_for()
    seen.shot("proposal-phone")
    seen.assert_accessible()
    page.get_by_role("button", name="Agendar").first.click()
    page.get_by_text("Agendado").wait_for()

    three[0].refresh_from_db()
    assert three[0].state == "accepted"
    assert three[0].attempts.get().result == "no_answer"
    assert three[0].next_attempt_at is not None
    assert three[0].next_attempt_at > datetime.now(UTC)
    assert seen.complaints == []


def test_she_returns_with_a_reason_and_hears_by_when(live: Live, people: Cast, three: list[Handoff]) -> None:
    seen = live(people.julia, size="phone")
    page = seen.go(f"/desk/{three[0].pk}/")

    page.get_by_role("link", name="Devolver", exact=True).click()
    sheet = page.get_by_role("dialog")
    assert not sheet.get_by_label("¿Cuándo sería el momento?").is_visible()
    sheet.get_by_text("No piensa comprar ahora").click()
    assert sheet.get_by_label("¿Cuándo sería el momento?").is_visible()
    seen.shot("return-phone")
    seen.assert_accessible("dialog[open]")
    sheet.get_by_role("button", name="Devolver").click()
    page.get_by_text("Marketing contestará antes del").wait_for()

    assert three[0].returns.get().reason == "no piensa comprar ahora"
    assert page.locator("h1").inner_text() != "Rocío Tello"
    assert seen.complaints == []


def test_a_refused_return_keeps_what_was_typed(live: Live, people: Cast, three: list[Handoff]) -> None:
    seen = live(people.julia, size="desk")
    page = seen.go(f"/desk/{three[0].pk}/")
    page.get_by_role("link", name="Devolver", exact=True).click()
    page.get_by_role("dialog").get_by_text("Aún investiga").click()
    page.get_by_label("o una palabra").fill("con más sedes")

    page.get_by_role("dialog").get_by_role("button", name="Devolver").click()

    page.get_by_role("dialog").get_by_role("alert").wait_for()
    assert page.get_by_label("o una palabra").input_value() == "con más sedes"
    seen.shot("refused-desk")


def test_the_arrows_turn_to_the_next(live: Live, people: Cast, three: list[Handoff]) -> None:
    page = live(people.julia).go("/desk/")
    first = page.locator("h1").inner_text()

    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert page.locator("h1").inner_text() != first
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.locator("h1").inner_text() == first


def test_it_works_without_script(live: Live, people: Cast, three: list[Handoff]) -> None:
    seen = live(people.julia, size="phone", script=False)
    page = seen.go(f"/desk/{three[0].pk}/")

    page.get_by_role("button", name="Aceptar").click()
    page.locator("#result").get_by_role("button", name="Conversó").click()

    three[0].refresh_from_db()
    assert three[0].attempts.get().result == "talked"


def test_without_a_line_it_is_kept_and_sent_later(live: Live, people: Cast, three: list[Handoff]) -> None:
    seen = live(people.julia, size="phone")
    page = seen.go(f"/desk/{three[0].pk}/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller")

    page.context.set_offline(True)
    page.get_by_role("button", name="Aceptar").click()
    page.get_by_text("Guardado, se enviará").wait_for()
    three[0].refresh_from_db()
    assert three[0].state == "sent"
    page.context.set_offline(False)
    page.get_by_text("Lo guardado ya se envió").wait_for()

    three[0].refresh_from_db()
    assert three[0].state == "accepted"


def test_in_the_demo_nobody_is_called(live: Live, people: Cast, three: list[Handoff], settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    accept(handoff_id=three[0].pk, by=people.julia.pk, at=datetime.now(UTC))
    page = live(people.julia, size="phone").go(f"/desk/{three[0].pk}/")

    page.get_by_role("link", name="WhatsApp").click()

    assert page.get_by_text("En la demostración no se llama a nadie").is_visible()
    assert page.get_by_role("dialog", name="¿Cómo fue?").is_visible()
    assert page.locator("input[name=channel]:checked").get_attribute("value") == "whatsapp"
    assert page.url.endswith(f"/desk/{three[0].pk}/")


def test_absent_people_have_a_paused_clock(live: Live, people: Cast, three: list[Handoff]) -> None:
    now = datetime.now(UTC)
    Absence.objects.create(member=people.julia, began_at=now - timedelta(minutes=5))

    page = live(people.julia).go(f"/desk/{three[0].pk}/")

    assert page.locator(".clock").first.is_visible()
