"""Counting whom content touches: in small pieces, each act once, whatever order they come in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions import act
from dueto.apps.base.models import Activity
from dueto.apps.forms.actions import count_content, count_touches, keep_content
from dueto.apps.forms.actions.content import Described
from dueto.apps.forms.models import Content, FormDay, Touch
from dueto.apps.leads.queries.reach import reach_of_content, reach_of_forms, wanted
from tests.cast import Cast
from tests.thread import browse, crossed, fill, visit
from tests.web.forms.designs import published

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def content(title: str, *, at: datetime, page: str = "") -> Content:
    """Return a piece of content."""
    return keep_content(Described(title, "article", "awareness", page=page), by=None, at=at)


def counted(at: datetime) -> None:
    """Count until nothing is left."""
    for minute in range(3):
        while count_touches(at=at + minute * MINUTE):
            pass


def test_each_act_is_counted_once_by_whoever_did_it(cast: Cast) -> None:
    prices = content("Precios", at=cast.at, page="/precios")
    guide = content("Siete errores al medir el frío", at=cast.at)
    browse(*(visit("/precios", at=cast.at + n * MINUTE, visitor=f"v-{n % 2}") for n in range(4)), at=cast.at)
    person = fill("contacto", at=cast.at, visitor="v-0")
    act(person_id=person, kind="download", at=cast.at, item="Siete errores al medir el frío")
    act(person_id=person, kind="download", at=cast.at, item="Otra cosa")

    for _ in range(3):
        counted(cast.at)

    touches = {(one.content_id, one.visits, one.downloads) for one in Touch.objects.all()}
    assert touches == {(prices.pk, 2, 0), (guide.pk, 0, 1)}
    assert Touch.objects.count() == 3


def test_what_is_added_later_finds_what_was_before(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at), at=cast.at)
    counted(cast.at)
    content("Precios", at=cast.at, page="/Precios")
    counted(cast.at + DAY)

    assert Touch.objects.get().visits == 1


def test_what_no_human_did_touches_nobody(cast: Cast) -> None:
    content("Precios", at=cast.at, page="/precios")
    browse(visit("/precios", at=cast.at, agent="Googlebot/2.1"), at=cast.at)
    counted(cast.at)

    assert not Touch.objects.exists()


def test_with_nothing_new_it_reads_little_and_locks_nothing(cast: Cast) -> None:
    content("Precios", at=cast.at, page="/precios")
    browse(visit("/precios", at=cast.at), at=cast.at)
    counted(cast.at)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert count_touches(at=cast.at + 2 * MINUTE + timedelta(seconds=1)) == 0
    assert len(asked) == 3
    assert all(one["sql"].startswith("SELECT") for one in asked)


def test_a_young_act_waits_until_older_ids_are_surely_there(cast: Cast) -> None:
    def count(seconds: int) -> None:
        while count_touches(at=cast.at + timedelta(seconds=seconds)):
            pass  # ids that other tests used before are passed over, piece by piece

    content("Precios", at=cast.at, page="/precios")
    browse(visit("/", at=cast.at), at=cast.at)
    count(0)
    browse(visit("/precios", at=cast.at), at=cast.at)

    count(11)
    assert not Touch.objects.exists()
    count(22)
    assert Touch.objects.exists()


def test_it_says_whom_it_reached_before_they_qualified(cast: Cast) -> None:
    before, after = content("Precios", at=cast.at, page="/precios"), content("Cámara", at=cast.at, page="/camara")
    browse(visit("/precios", at=cast.at), at=cast.at)
    crossed(at=cast.at + MINUTE)
    browse(visit("/camara", at=cast.at + DAY), at=cast.at + DAY)
    counted(cast.at + DAY)

    for one in (before, after):
        count_content(one.pk, reach_of_content(one.pk), at=cast.at + DAY)
        one.refresh_from_db()

    assert (before.visits, before.people, before.qualified, before.accepted) == (1, 1, 1, 0)
    assert (after.visits, after.people, after.qualified) == (1, 1, 0)


def test_the_page_that_carries_a_form_counts_as_seen(cast: Cast) -> None:
    published("guia", by=cast.lucia.pk, at=cast.at, page="/guias")
    browse(*(visit("/guias", at=cast.at, visitor=f"v-{n}") for n in range(3)), at=cast.at)
    counted(cast.at)

    assert FormDay.objects.get().seen == 3


def test_forms_know_what_became_of_whoever_sent_them(cast: Cast) -> None:
    crossed(at=cast.at + MINUTE)
    fill("contacto", at=cast.at, visitor="v-2", email="otra@lucena.example", full_name="Otra Persona")

    reached = reach_of_forms(
        {"hablar-con-ventas": "hablar-con-ventas", "contacto": "contacto", "nada": "nada"}, since=cast.at - DAY
    )

    assert reached["hablar-con-ventas"][0] == 1
    assert reached["hablar-con-ventas"][1].qualified == 1
    assert (reached["contacto"][0], reached["contacto"][1].people, reached["contacto"][1].qualified) == (1, 1, 0)
    assert reached["nada"][0] == 0


def test_what_was_asked_for_and_is_nowhere_comes_to_light(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    act(person_id=person, kind="form", at=cast.at, form="pedir-material", item="Ficha técnica para farmacias")
    asked = wanted(since=cast.at - DAY)

    content("Ficha técnica para farmacias", at=cast.at)

    assert [(one.item, one.people, one.accepted) for one in asked] == [("ficha tecnica para farmacias", 1, 0)]
    assert not wanted(since=cast.at - DAY)
    assert Activity.objects.filter(item="ficha tecnica para farmacias").exists()
