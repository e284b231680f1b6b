"""Calls planned for many from the list: counted first, then planned, stopped on the way; the rules of calling hold."""

from __future__ import annotations

from typing import Any

import pytest

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import tell
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads import bulk_work
from dueto.apps.leads.models import Bulk
from dueto.apps.telephone.actions.many import work_on
from dueto.apps.telephone.models import CallTask
from tests.cast import Cast
from tests.web.live import Live
from tests.web.people.world import People, as_
from tests.web.prospects.test_list import crowd, text_of

ASKED = {"action": "calls_counted", "aim": "confirm"}


def with_number(cast: Cast, *people: int) -> None:
    """Let these have a telephone."""
    fields = in_force(cast.at).agreement.fields  # type: ignore[union-attr]
    for place, pk in enumerate(people):
        tell(person_id=pk, field=fields["phone"], value=f"+56 9 2000 02{place:02}", by=cast.mara.pk, at=cast.at)


@pytest.mark.django_db
def test_they_are_counted_before_anything_is_planned(cast: Cast, people: People) -> None:
    with_number(cast, people.rocio, people.joaquin)
    mara = as_(cast.mara)
    chosen = [people.rocio, people.joaquin, people.brenda, 10**9]

    answer = mara.post("/prospects/bulks/", {**ASKED, "member": cast.rosa.pk, "person": chosen})

    counted = Bulk.objects.get()
    assert not CallTask.objects.exists()
    assert counted.done + sum(counted.left_out.values()) == counted.selected == 4
    assert counted.left_out == {"no_number": 1, "gone": 1}
    page = text_of(mara, answer.url)
    assert "1: no hay ningún teléfono registrado" in page
    assert "Planificar 2 llamadas" in page

    begun = [mara.post(f"{answer.url}calls/").url for _ in range(2)]

    assert begun[0] == begun[1]
    bulk = Bulk.objects.get(action="calls")
    assert (bulk.done, bulk.left_out) == (counted.done, counted.left_out)
    tasks = {task.person_id: task for task in CallTask.objects.all()}
    assert set(tasks) == {people.rocio, people.joaquin}
    assert {task.member_id for task in tasks.values()} == {cast.rosa.pk}
    assert all(task.because_id is not None and task.basis == "" for task in tasks.values())
    assert Entry.objects.filter(tag=Tag.CALL_PLANNED).count() == 2
    again = mara.post("/prospects/bulks/", {**ASKED, "person": chosen})
    assert Bulk.objects.latest("id").left_out == {"planned": 2, "no_number": 1, "gone": 1}
    assert "2: ya hay una llamada prevista a esta persona" in text_of(mara, again.url)


@pytest.mark.django_db
def test_without_an_act_they_are_called_on_a_stated_basis_only(cast: Cast, people: People) -> None:
    mara = as_(cast.mara)
    with_number(cast, people.brenda)
    brenda = {"person": [people.brenda], "occasion": "reply"}

    mara.post("/prospects/bulks/", {**ASKED, **brenda})
    assert Bulk.objects.latest("id").left_out == {"no_act": 1}
    refused = mara.post("/prospects/bulks/", {**ASKED, **brenda, "occasion": "basis"})
    assert refused.status_code == 422
    assert "base legal" in refused.content.decode()
    assert mara.post("/prospects/bulks/", {**ASKED, **brenda, "aim": "sell"}).status_code == 422

    stated = mara.post("/prospects/bulks/", {**ASKED, **brenda, "occasion": "basis", "basis": "agreed"})
    mara.post(f"{stated.url}calls/")
    assert CallTask.objects.get().basis == "agreed"


@pytest.mark.django_db
def test_a_whole_list_is_counted_and_planned_piece_by_piece(
    cast: Cast, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_work, "AT_ONCE", 7)
    with_number(cast, *crowd(cast, 20))
    mara = as_(cast.mara)
    answer = mara.post("/prospects/bulks/?country=PE", {**ASKED, "of": "all"})
    assert "Se está contando a quién se puede llamar" in text_of(mara, answer.url)
    assert mara.post(f"{answer.url}calls/").url == answer.url, "what is not counted to its end plans nothing"

    while work_on(at=cast.at):
        pass

    counted = Bulk.objects.get()
    assert counted.done > 7
    assert counted.done + sum(counted.left_out.values()) == counted.selected
    planning = mara.post(f"{answer.url}calls/").url
    assert "Las llamadas se están planificando" in text_of(mara, planning)
    while work_on(at=cast.at):
        pass
    assert CallTask.objects.count() == Bulk.objects.latest("id").done == counted.done


@pytest.mark.django_db
def test_it_is_stopped_on_the_way(cast: Cast, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_work, "AT_ONCE", 7)
    with_number(cast, *crowd(cast, 20))
    mara = as_(cast.mara)
    counted = mara.post("/prospects/bulks/?country=PE", {**ASKED, "of": "all"}).url
    while work_on(at=cast.at):
        pass
    planning = mara.post(f"{counted}calls/").url
    work_on(at=cast.at)
    done = CallTask.objects.count()

    for _ in range(2):
        mara.post(f"{planning}stops/")

    assert work_on(at=cast.at) == 0
    assert CallTask.objects.count() == done
    assert "Se detuvo antes del final" in text_of(mara, planning)
    assert Entry.objects.filter(tag=Tag.BULK_STOPPED).count() == 1
    assert Bulk.objects.latest("id").stopped_by_id == cast.mara.pk


@pytest.mark.django_db
def test_who_may_do_what(cast: Cast, people: People) -> None:
    counted = as_(cast.mara).post("/prospects/bulks/", {**ASKED, "person": [people.rocio]}).url
    for path in (f"{counted}calls/", f"{counted}stops/"):
        assert as_(cast.mara).get(path).status_code == 405
        assert as_(cast.ivan).post(path).status_code == 404, "of somebody else"
        assert as_(cast.olga).post(path).status_code == 404
        assert as_(cast.julia).post(path).status_code == 403


@pytest.mark.django_db
def test_the_queue_of_one_datum_leads_there(cast: Cast, people: People) -> None:
    page = as_(cast.mara).get("/one-datum/?datum=sites").content.decode()
    lacks = page.partition("has=")[2].partition("&amp;of=all#calls")[0]
    assert lacks.startswith("lacks.")
    assert lacks.endswith(".sites")
    listed = as_(cast.mara).get(f"/prospects/selection/?verdict=one_datum&has={lacks}&of=all").content.decode()
    assert "Toda la lista: 1" in listed
    assert "#calls" not in as_(cast.mara).get("/one-datum/?datum=moons").content.decode(), "no list holds just those"
    everybody = as_(cast.mara).get("/one-datum/").content.decode()
    assert "/prospects/selection/?verdict=one_datum&amp;of=all#calls" in everybody
    assert "#calls" not in as_(cast.mara).get("/one-datum/?whose=mine").content.decode()
    assert "#calls" not in as_(cast.ines).get("/one-datum/").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language"), [("phone", "es"), ("desk", "en")])
def test_calls_for_a_whole_list_in_the_browser(
    live: Live, cast: Cast, people: People, settings: Any, size: str, language: str
) -> None:
    settings.COLLECT_ADDRESS = ""
    with_number(cast, people.rocio, people.joaquin)
    words = {
        "es": ("Con toda la lista", "Contar a quién se puede llamar", "Planificar 2 llamadas", "Ver las llamadas"),
        "en": ("With the whole list", "Count who may be called", "Plan 2 calls", "See the calls"),
    }[language]
    seen = live(cast.mara, size=size, language=language)
    page = seen.go("/prospects/?all=1")

    page.get_by_role("button", name=words[0]).click()
    page.get_by_role("button", name=words[1]).wait_for()
    seen.shot(f"calls-choice-{size}-{language}", whole=True)
    seen.assert_accessible()
    page.get_by_role("button", name=words[1]).click()
    page.wait_for_url("**/prospects/bulks/*/")
    while work_on(at=cast.at):
        pass
    page.get_by_role("button", name=words[2]).wait_for()
    seen.shot(f"calls-counted-{size}-{language}", whole=True)
    assert not CallTask.objects.exists()
    page.get_by_role("button", name=words[2]).click()
    page.wait_for_url("**/prospects/bulks/*/")
    while work_on(at=cast.at):
        pass
    page.get_by_role("link", name=words[3]).wait_for()
    seen.assert_accessible()
    page.get_by_role("link", name=words[3]).click()

    page.get_by_text("Joaquín Ureña").first.wait_for()
    page.get_by_text("Rocío Tello").first.wait_for()
