"""Lists as another program keeps and reads them: the same people as the page shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import SavedView
from tests.api.program import Program, bring
from tests.apps.imports.lists import bring as bring_list
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(AT, tick=False):
        yield


def ids(answer: dict[str, list[dict[str, int]]]) -> list[int]:
    """Return who is on a page."""
    return [one["id"] for one in answer["items"]]


def test_a_list_is_kept_read_page_by_page_and_removed(program: Program) -> None:
    here = [bring(program, email=f"{n}@lacteos.example", full_name=f"Ana {n}") for n in range(3)]
    bring(program, email="x@lejos.example", full_name="Eva", country="AR", company="Lejos")
    judge(person_ids=here, at=AT)
    made = program.post("lists", {"name": "Perú", "conditions": {"country": "PE", "sort": "newest"}, "is_shared": True})
    assert made.status_code == 201, made.content
    place = f"lists/{made.json()['id']}"

    first = program.get(f"{place}/people?limit=2&columns=sites,sector").json()
    second = program.get(f"{place}/people?limit=2&after={first['next']}").json()

    assert [*ids(first), *ids(second)] == here[::-1]
    assert second["next"] is None
    assert first["items"][0]["data"] == {"sites": "7", "sector": "alimentos"}
    assert first["items"][0]["verdict"]
    [shown] = program.get("lists").json()
    assert shown["conditions"] == "country=PE&sort=newest"
    assert program.send("PUT", place, '{"name": "Del Perú"}').status_code == 200
    assert program.get("lists").json()[0] | {"id": 0} == shown | {"id": 0, "name": "Del Perú", "is_shared": False}
    assert program.send("DELETE", place).status_code == 204
    assert not SavedView.objects.exists()
    assert program.get(f"{place}/people").status_code == 404


def test_conditions_ask_what_the_agreement_asks(program: Program) -> None:
    ana = bring(program)
    bring(program, email="z@z.example", full_name="Zoe", sites="1", company="Z")
    judge(person_ids=[ana], at=AT)
    asks = {one["key"]: one for one in program.get("conditions").json()}
    key = next(key for key, one in asks.items() if one["kind"] == "fits" and "sites" in key and "2,19" in key)

    assert ids(program.get(f"prospects?has={key}").json()) == [ana]
    assert ids(program.get("prospects?q=lacteos").json()) == [ana]
    assert asks[key]["says"]


@pytest.mark.parametrize(
    ("asked", "at"),
    [
        ("has=nothing", "query/has"), ("definition=none", "query/definition"), ("columns=email", "query/columns"),
        ("columns=nothing", "query/columns"), ("after=WyJwcm9zcGVjdHMiLCJ4OjoxIl0", "query/after"),
        ("verdict=perhaps", "query/asked/verdict"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(program: Program, asked: str, at: str) -> None:
    answer = program.get(f"prospects?{asked}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"].split("/")[-1] == at.split("/")[-1]


def test_a_name_stands_once(program: Program) -> None:
    assert program.post("lists", {"name": "uno"}).status_code == 201
    answer = program.post("lists", {"name": "uno"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "body/name"


def test_who_came_in_with_a_list_is_asked_for_by_its_number(program: Program) -> None:
    fair = bring_list("Nombre,Correo\nAna Ríos,ana@frio.example\n", at=AT)
    bring(program, email="x@lejos.example", full_name="Eva", company="Lejos")
    made = program.post("lists", {"name": "Feria", "conditions": {"brought_by": fair.pk}, "is_shared": True})

    found = program.get(f"prospects?brought_by={fair.pk}").json()

    assert [one["name"] for one in found["items"]] == ["Ana Ríos"]
    assert ids(program.get(f"lists/{made.json()['id']}/people").json()) == ids(found)
    assert program.get("prospects?brought_by=0").status_code == 422
