"""The steward's list: gaps, clashes, invalid, stale; whose; how it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions import act, tell
from dueto.apps.base.actions.facts import write
from dueto.apps.base.facts import Cleaned
from dueto.apps.base.models import Card, Fact, Identity
from dueto.apps.journal.actions import record
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.stewardship.actions import look_at, look_at_news, settle, sweep
from dueto.apps.stewardship.models import Item, Tally
from dueto.apps.stewardship.queries.care import sums, weeks
from tests.apps.stewardship.states import HOUR, maria
from tests.cast import Cast
from tests.domain.nevadal import nevadal
from tests.thread import fill, work
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def person(cast: Cast) -> Iterator[int]:
    """Return María Fernanda, who read the prices, and of whom the number of sites was withdrawn."""
    found = maria(cast.at - HOUR)
    act(person_id=found, kind="visit", path="/precios", at=cast.at - HOUR)
    tell(person_id=found, field=nevadal().fields["sites"], value="", by=cast.nora.pk, at=cast.at - HOUR)
    with time_machine.travel(cast.at, tick=False):
        work(at=cast.at)
        yield found


def kinds_of(person: int) -> set[tuple[str, str, str]]:
    """Return what is to be mended about somebody: kind, field and why."""
    return set(Item.objects.filter(person=person, state="open").values_list("kind", "field", "why"))


def test_a_gap_is_found_and_goes_when_it_is_filled(cast: Cast, person: int) -> None:
    look_at([person], at=cast.at)
    assert kinds_of(person) == {("gap", "sites", "required")}

    tell(person_id=person, field=nevadal().fields["sites"], value="7", by=cast.nora.pk, at=cast.at)
    work(at=cast.at)
    look_at([person], at=cast.at)

    assert kinds_of(person) == set()
    assert Item.objects.get().state == "done"


def test_two_sources_clash_until_a_colleague_says(cast: Cast, person: int) -> None:
    identity = Identity.objects.create(person_id=person, kind="import", created_at=cast.at)
    write(identity, [Cleaned("country", "mx", "MX", False)], source="import", at=cast.at - HOUR / 2)
    fill("guia", at=cast.at, visitor="v-9", email="mafer.gil@gmail.com", full_name="Otra Persona", phone="")
    look_at([person], at=cast.at)
    assert {("clash", "country", "sources"), ("clash", "full_name", "form")} <= kinds_of(person)
    assert "Otra" not in str(list(Entry.objects.values_list("details", flat=True)))

    for field, value in (("country", "PE"), ("full_name", "María Fernanda Gil Peña")):
        tell(person_id=person, field=nevadal().fields[field], value=value, by=cast.nora.pk, at=cast.at + HOUR)
    look_at([person], at=cast.at + HOUR)
    assert not {one for one in kinds_of(person) if one[0] == "clash"}


def test_what_comes_back_or_is_old_is_found(cast: Cast, person: int) -> None:
    record(Tag.MAIL_CAME_BACK, subject="message", subject_id=1, person_id=person, at=cast.at)
    look_at([person], at=cast.at + 400 * DAY)

    assert {("invalid", "email", "bounced"), ("stale", "", "unconfirmed")} <= kinds_of(person)


def test_a_phone_that_cannot_be_is_found(cast: Cast, person: int) -> None:
    for phone, is_wrong in (("+51 987 654 321", False), ("12345", True)):
        Card.objects.filter(person=person).update(phone=phone)
        look_at([person], at=cast.at)
        assert (("invalid", "phone", "impossible") in kinds_of(person)) is is_wrong


def test_only_those_of_whom_something_is_new_are_looked_at_by_day(cast: Cast, person: int) -> None:
    assert look_at_news(at=cast.at) == 0
    tell(person_id=person, field=nevadal().fields["role"], value="jefa", by=cast.nora.pk, at=cast.at)

    assert look_at_news(at=cast.at) == 1
    assert look_at_news(at=cast.at) == 0
    assert kinds_of(person)


def test_the_night_looks_at_everybody_once_and_takes_the_day_down(cast: Cast, person: int) -> None:
    def night() -> int:
        return sweep(at=cast.at, today_began_at=cast.at - 9 * HOUR, today=date(2026, 6, 16))

    assert [night() for _ in range(3)] == [1, 0, 0]
    assert Tally.objects.get(kind="gap").open == 1
    assert sums()["gap"] == 1
    assert sweep(at=cast.at + DAY, today_began_at=cast.at + DAY - HOUR, today=date(2026, 6, 17)) == 1


def test_weeks_tell_what_was_open_at_their_end() -> None:
    for day, waiting in ((1, 9), (6, 5), (8, 3)):
        Tally.objects.create(day=date(2026, 6, day), kind="gap", open=waiting, mended=2)

    assert [(week.open, week.mended) for week in weeks(until=date(2026, 6, 16))] == [(5, 4), (3, 2)]


def test_an_item_is_given_into_care_and_decided(cast: Cast, person: int) -> None:
    look_at([person], at=cast.at)
    item, client = Item.objects.get(), as_(cast.nora)
    path = f"/care/items/{item.pk}/"

    assert client.post(path, {"does": "owner", "owner": cast.ivan.pk}).status_code == 303
    assert "Iván Restrepo" in client.get("/care/").content.decode()
    assert "Nada por corregir" in client.get("/care/?owner=me").content.decode()
    unsaid = client.post(path, {"does": "ignored", "asked-kind": "gap"})
    assert unsaid.status_code == 422
    assert "decir por qué" in unsaid.content.decode()
    kept = client.post(path, {"does": "ignored", "reason": "No atiende llamadas", "asked-kind": "gap"})
    assert kept.headers["Location"] == "/care/?kind=gap"
    look_at([person], at=cast.at)
    assert (Item.objects.get().state, sums()["gap"]) == ("ignored", 0)


def test_a_clash_shows_what_was_said_and_is_mended_in_its_place(cast: Cast, person: int) -> None:
    identity = Identity.objects.create(person_id=person, kind="import", created_at=cast.at)
    write(identity, [Cleaned("country", "mx", "MX", False)], source="import", at=cast.at - HOUR / 2)
    look_at([person], at=cast.at)
    item, client = Item.objects.get(kind="clash"), as_(cast.nora)

    page = client.get("/care/").content.decode()
    assert "«MX» (una importación" in page
    assert "«PE» (un formulario" in page
    wrong = client.post(f"/care/items/{item.pk}/", {"does": "tell", "value": "Atlántida"})
    assert wrong.status_code == 422
    assert 'value="Atlántida"' in wrong.content.decode()
    assert client.post(f"/care/items/{item.pk}/", {"does": "tell", "value": "Perú"}).status_code == 303

    assert ("clash", "country", "sources") not in kinds_of(person)
    assert Fact.objects.filter(field="country").latest("id").value == "pe"


def test_what_is_said_to_be_mended_but_is_not_comes_back(cast: Cast, person: int) -> None:
    look_at([person], at=cast.at)
    settle(item_id=Item.objects.get().pk, decision="done", by=cast.nora.pk, at=cast.at)
    look_at([person], at=cast.at)

    assert kinds_of(person) == {("gap", "sites", "required")}


def test_the_page_has_a_fixed_number_of_queries(cast: Cast, person: int) -> None:
    client, counts = as_(cast.nora), []
    look_at([person], at=cast.at)
    for number in range(2):
        client.get("/care/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/care/")
        counts.append(len(queries))
        others = [maria(cast.at, n=number * 4 + place) for place in range(4)]
        Item.objects.bulk_create(
            Item(kind="clash", person_id=other, field="country", why="sources", seen_at=cast.at) for other in others
        )

    assert counts[0] == counts[1] <= 20
    assert "Falta sedes, obligatorio" in page.content.decode()


def test_who_may_take_care(cast: Cast, person: int) -> None:
    look_at([person], at=cast.at)
    path = f"/care/items/{Item.objects.get().pk}/"

    assert as_(cast.julia).post(path, {"does": "done"}).status_code == 403
    assert as_(cast.nora).post("/care/items/999999/", {"does": "done"}).status_code == 404
    assert as_(cast.nora).get(path).status_code == 405
    for bad in ({"does": "x"}, {"does": "owner", "owner": "987654321"}, {"does": "owner", "owner": "9" * 30}):
        assert as_(cast.nora).post(path, bad).status_code in (303, 422)


@pytest.mark.parametrize("owner", ["9" * 20, "-1", "nobody's"])
def test_a_number_too_large_for_anybody_is_nobody(cast: Cast, person: int, owner: str) -> None:
    item = Item.objects.create(kind="gap", person_id=person, field="role", why="required", seen_at=cast.at)
    client = as_(cast.nora)

    assert client.get(f"/care/?owner={owner}&kind=gap").status_code == 200
    assert client.post(f"/care/items/{item.pk}/", {"does": "owner", "owner": owner}).status_code == 303
