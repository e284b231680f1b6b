"""The steward's pages in a real browser; and the whole way: merge, something new, separate again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dueto.apps.base.actions import note
from dueto.apps.base.models import Person
from dueto.apps.leads.actions import judge
from dueto.apps.stewardship.actions import look_at, merge
from dueto.apps.stewardship.models import Item, Pair, Tally
from tests.apps.stewardship.states import HOUR, maria
from tests.browser import LOOKS
from tests.cast import Cast
from tests.thread import browse, fill, visit
from tests.web.live import Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVIDENCE = [
    {"of": "surname", "level": "same", "weight": 8.8}, {"of": "given", "level": "same", "weight": 5.5},
    {"of": "company", "level": "same", "weight": 4.0}, {"of": "mail_user", "level": "differs", "weight": -0.9},
]  # fmt: skip


def write_pair(cast: Cast) -> Pair:
    """Return María Fernanda twice, proposed as one."""
    low = maria(cast.at - 9 * HOUR, phone="+51 987 111 111", role="jefa de logística")
    high = maria(cast.at - HOUR, company_mail=True, role="asistente")
    judge(person_ids=[low, high], at=cast.at)
    return Pair.objects.create(kind="person", low=low, high=high, probability=0.97, evidence=EVIDENCE, found_at=cast.at)


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(live: Live, cast: Cast, size: str, language: str, dark: bool) -> None:
    pair = write_pair(cast)
    third = maria(cast.at, n=3)
    merged = merge(kept_id=third, gone_id=maria(cast.at, n=4), by=cast.nora.pk, at=cast.at)
    note(person_id=third, text="Prefiere correo", by=cast.nora.pk, at=cast.at + HOUR)
    look_at([pair.low, pair.high, third], at=cast.at + timedelta(days=400))
    Item.objects.create(kind="gap", person_id=third, field="sites", why="required", owner=cast.nora, seen_at=cast.at)
    for week in range(9):
        day = date.today() - timedelta(weeks=week)  # noqa: DTZ011  the page shows the last weeks
        Tally.objects.create(day=day, kind="gap", open=40 + 6 * week, mended=5 + week % 3)
    seen = live(cast.nora, size=size, language=language, dark=dark)

    for name, path in {
        "list": "/care/", "pairs": "/care/duplicates/", "pair": f"/care/duplicates/{pair.pk}/",
        "separation": f"/care/merges/{merged.pk}/", "none": "/care/duplicates/?kind=company&state=later",
    }.items():  # fmt: skip
        seen.go(path)
        seen.shot(f"care-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
        seen.assert_accessible()


def test_an_item_is_taken_care_of_where_it_stands(live: Live, cast: Cast) -> None:
    somebody = maria(cast.at)
    item = Item.objects.create(kind="gap", person_id=somebody, field="sites", why="required", seen_at=cast.at)
    seen = live(cast.nora, size="phone")
    page = seen.go("/care/")

    page.get_by_role("link", name="De nadie").click()
    page.wait_for_url("**/care/?*")
    page.get_by_text("Atender", exact=True).first.click()
    page.get_by_label("A cargo de").select_option(label=cast.nora.name)
    page.get_by_role("button", name="Asignar").click()
    page.get_by_text("Nada por corregir aquí").wait_for()
    page = seen.go("/care/")
    page.get_by_role("link", name="Mías").click()
    page.get_by_text("Atender", exact=True).first.click()
    page.get_by_role("button", name="Corregido").click()
    page.get_by_text("Nada por corregir aquí").wait_for()

    item.refresh_from_db()
    assert (item.state, item.owner_id) == ("done", cast.nora.pk)
    assert seen.complaints == []


def test_merge_new_activity_unmerge(live: Live, cast: Cast) -> None:
    pair = write_pair(cast)
    seen = live(cast.nora)
    page = seen.go("/care/duplicates/")
    page.get_by_role("link", name="Revisar una por una").click()
    page.locator(f"input[name=field-role][value='{pair.low}']").check()
    page.get_by_role("button", name="Unir", exact=True).click()
    page.get_by_text("Unidas. Lo de ambas").wait_for()
    assert Person.objects.get(pk=pair.high).merged_into_id == pair.low

    browse(visit("/precios", at=cast.at + HOUR, visitor="mgil@lacteosaurora.example"), at=cast.at + HOUR)
    fill("calculadora", at=cast.at + HOUR, visitor="mafer.gil@gmail.com", email="mafer.gil@gmail.com", phone="")

    page = seen.go(f"/people/{pair.high}/")
    assert page.url.endswith(f"/people/{pair.low}/")
    page.locator("section:has(#acts-title)").get_by_text("precios").first.wait_for()
    page.get_by_role("link", name="Separar").click()
    page.get_by_text("mgil@lacteosaurora.example").wait_for()
    page.get_by_role("button", name="Separar").click()
    page.wait_for_url(f"**/people/{pair.high}/")
    page.locator("section:has(#acts-title)").get_by_text("precios").first.wait_for()
    assert "asistente" in page.locator("main").inner_text().lower()

    page = seen.go(f"/people/{pair.low}/")
    acts = page.locator("section:has(#acts-title)").inner_text()
    assert "calculadora" in acts.lower()
    assert "precios" not in acts.lower()
    assert "jefa de logística" in page.locator("main").inner_text().lower()
    assert seen.complaints == []
