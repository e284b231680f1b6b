"""What came back, read and answered in a browser by marketing; outcomes and notices with something in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dueto.apps.handoff.actions import accept, attempt, give_back, lose, open_opportunity, win
from dueto.apps.handoff.models import Handoff
from tests.browser import LOOKS
from tests.cast import Cast
from tests.web.handed import HOUR, handed, long_ago_cast
from tests.web.live import Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return long_ago_cast()


@pytest.fixture
def four(people: Cast) -> list[Handoff]:
    """Two returned by Julia, one won by her, one lost by Diego."""
    now, julia, diego = datetime.now(UTC), people.julia, people.diego
    keys = (("rocio", julia), ("emilio", julia), ("joaquin", julia), ("norte", diego))
    made = [handed(key, at=now - 30 * HOUR, to=to) for key, to in keys]
    for handoff, reason in zip(made, ("demasiado pequeña", "no piensa comprar ahora"), strict=False):
        give_back(handoff_id=handoff.pk, by=julia.pk, at=now - HOUR, reason=reason, which_one="con más sedes",
                  note="Solo un local; el presupuesto llega en enero")  # fmt: skip
    for handoff, by in ((made[2], julia), (made[3], diego)):
        accept(handoff_id=handoff.pk, by=by.pk, at=now - 29 * HOUR)
        attempt(handoff_id=handoff.pk, by=by.pk, at=now - 28 * HOUR, channel="call", result="talked")
        open_opportunity(handoff_id=handoff.pk, by=by.pk, at=now - 27 * HOUR, amount=None, currency="USD")
    win(handoff_id=made[2].pk, by=julia.pk, at=now - HOUR)
    lose(handoff_id=made[3].pk, by=diego.pk, at=now - HOUR, reason="competidor", to_whom="Termovía")
    return made


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_filled_pages_are_accessible_and_fit(
    live: Live, people: Cast, four: list[Handoff], size: str, language: str, dark: bool
) -> None:
    seen = live(people.mara, size=size, language=language, dark=dark)
    for name, path in {
        "returns": "/returns/", "outcomes": "/outcomes/", "notices": "/notices/",
        "returned": f"/handoffs/{four[0].pk}/", "won": f"/handoffs/{four[2].pk}/",
    }.items():  # fmt: skip
        page = seen.go(path)
        if name == "returns":
            page.locator("summary.button").first.click()
        seen.shot(f"filled-{name}-{size}-{language}", whole=True)
        seen.assert_accessible()


def test_marketing_answers_with_one_tap(live: Live, people: Cast, four: list[Handoff]) -> None:
    page = live(people.ivan, size="phone").go("/returns/")

    page.locator("summary.button").first.click()
    page.get_by_label("Una palabra a ventas").first.fill("Subimos el mínimo de sedes")
    page.get_by_role("button", name="De acuerdo").first.click()
    page.get_by_text("Respondida. Ventas lo ve.").wait_for()

    assert four[0].returns.get().answer or four[1].returns.get().answer
    assert page.get_by_role("heading", name="Respondidas").is_visible()
