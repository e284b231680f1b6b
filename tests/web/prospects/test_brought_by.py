"""The list asks who came in with a list; the page of an import and that of a bulk lead to their people."""

from __future__ import annotations

from typing import Any

import pytest

from dueto.apps.base.models import Identity, Person
from dueto.apps.imports.models import Upload
from dueto.apps.leads.bulk_work import work_on
from dueto.apps.leads.models import Bulk, SavedView
from dueto.apps.leads.queries import found as looking
from dueto.apps.leads.queries.filters import NEWEST, Filters
from dueto.apps.leads.queries.found import found
from tests.apps.imports.lists import bring, crowd, undo
from tests.cast import Cast
from tests.web.people.world import People, as_
from tests.web.prospects.test_list import text_of

pytestmark = pytest.mark.django_db


def people_of(batch: int) -> list[int]:
    """Return whom a list brought, the last of them first."""
    whom = Identity.objects.filter(batch=batch).values_list("person_id", flat=True)
    return sorted({pk for pk in whom if pk is not None}, reverse=True)


def test_only_who_came_with_the_list_is_shown_and_the_condition_reads_as_a_sentence(cast: Cast, people: People) -> None:
    fair, other = bring(crowd(4), at=cast.at), bring("Nombre,Correo\nEva Luz,eva@luz.example\n", at=cast.at)
    Upload.objects.filter(batch=fair).update(name="feria.csv")

    page = text_of(as_(cast.mara), f"/prospects/?brought_by={fair.pk}")

    assert "llegó con la lista «feria.csv»" in page
    assert page.count("Ana Ríos") >= 4
    assert "Rocío" not in page
    assert "Eva Luz" not in page
    assert "Eva Luz" in text_of(as_(cast.julia), f"/prospects/?brought_by={other.pk}")


def test_a_list_whose_name_is_kept_no_longer_has_its_number(cast: Cast) -> None:
    fair = bring(crowd(2), at=cast.at)
    Upload.objects.filter(batch=fair).update(name="-")

    assert f"llegó con la lista «número {fair.pk}»" in text_of(as_(cast.mara), f"/prospects/?brought_by={fair.pk}")


def test_the_further_conditions_offer_the_last_lists_with_how_many_they_brought(cast: Cast, people: People) -> None:
    fair = bring(crowd(3), at=cast.at)
    gone = bring("Nombre,Correo\nEva Luz,eva@luz.example\n", at=cast.at)
    undo(gone.pk, at=cast.at)

    page = text_of(as_(cast.mara), "/prospects/conditions/?all=1")
    narrowed: Any = as_(cast.mara).get("/prospects/conditions/?came=7").context["groups"]

    assert f"brought_by={fair.pk}" in page
    assert f"brought_by={gone.pk}" not in page
    counts = {option["url"]: option["count"] for group in narrowed for option in group["options"]}
    assert counts[f"/prospects/?came=7&brought_by={fair.pk}"] == 3


def test_it_is_kept_with_a_view(cast: Cast) -> None:
    fair = bring(crowd(2), at=cast.at)
    mara = as_(cast.mara)

    mara.post("/prospects/views/", {"name": "Feria", "conditions": f"brought_by={fair.pk}&q=ana"})

    view = SavedView.objects.get()
    assert view.conditions == f"brought_by={fair.pk}"
    assert "Ana Ríos" in text_of(mara, f"/prospects/?{view.conditions}&view={view.pk}")


def test_the_page_of_an_import_leads_to_its_people(cast: Cast) -> None:
    fair = bring(crowd(2), at=cast.at)

    page = text_of(as_(cast.mara), f"/imports/{fair.pk}/")

    assert f'href="/prospects/?brought_by={fair.pk}"' in page
    undo(fair.pk, at=cast.at)
    assert "brought_by" not in text_of(as_(cast.mara), f"/imports/{fair.pk}/")


@pytest.mark.parametrize("wrong", ["x", "-1", "0", "9" * 40, "999999", "%00"])
def test_no_number_breaks_it(cast: Cast, people: People, wrong: str) -> None:
    assert as_(cast.mara).get(f"/prospects/?brought_by={wrong}").status_code == 200


def test_a_long_list_is_read_from_its_index_each_person_once(
    cast: Cast, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair = bring(crowd(60), at=cast.at)
    Person.objects.filter(pk=people_of(fair.pk)[3]).update(erased_at=cast.at)
    monkeypatch.setattr(looking, "few", lambda asked: None)
    monkeypatch.setattr(looking, "WINDOW", 20)
    seen: list[int] = []
    after = ""

    for _ in range(20):
        page = found(Filters("negocio nuevo", brought_by=fair.pk), as_of=cast.at, after=after, size=7)
        seen += page.person_ids
        after = page.next
        if not after:
            break

    assert Filters("negocio nuevo", brought_by=fair.pk).sorted_by == NEWEST
    wanted = people_of(fair.pk)
    assert seen == [pk for pk in wanted if pk != wanted[3]]


def test_a_bulk_leads_back_to_the_list_it_was_begun_from(cast: Cast, people: People) -> None:
    mara = as_(cast.mara)
    data = {"action": "note", "said": "Feria", "person": [people.rocio]}
    chosen = mara.post("/prospects/bulks/?country=PE&q=rocio", data)
    everybody = mara.post("/prospects/bulks/?came=30&sort=newest", {"action": "note", "said": "Hola", "of": "all"})
    work_on(at=cast.at)

    assert 'href="/prospects/?country=PE"' in text_of(mara, chosen.headers["Location"])
    assert 'href="/prospects/?came=30&amp;sort=newest"' in text_of(mara, everybody.headers["Location"])
    assert not Bulk.objects.filter(listed__contains="rocio").exists(), "what was searched for is not kept"


def test_a_bulk_of_no_list_leads_back_to_everybody(cast: Cast, people: People) -> None:
    mara = as_(cast.mara)
    answer = mara.post("/prospects/bulks/", {"action": "note", "said": "Hola", "person": [people.rocio]})

    assert 'href="/prospects/?all=1"' in text_of(mara, answer.headers["Location"])


def test_calls_that_were_counted_lead_back_to_the_same_list(cast: Cast, people: People) -> None:
    mara = as_(cast.mara)
    counted = mara.post(
        "/prospects/bulks/?country=PE",
        {"action": "calls_counted", "aim": "confirm", "occasion": "basis", "basis": "relation",
         "person": [people.rocio]},
    )  # fmt: skip
    called = mara.post(f"{counted.headers['Location']}calls/")

    assert Bulk.objects.get(counted__isnull=False).listed == "country=PE"
    assert 'href="/prospects/?country=PE"' in text_of(mara, called.headers["Location"])
