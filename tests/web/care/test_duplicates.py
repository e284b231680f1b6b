"""Pairs side by side, decided; two taken apart again; the pages of both."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions import note, tell
from dueto.apps.base.models import Card, Company, Merge, Person
from dueto.apps.privacy.actions import erase
from dueto.apps.stewardship.actions import ask_for_search, claim_search, do_search, merge, separate
from dueto.apps.stewardship.models import Pair, Search
from tests.apps.stewardship.states import HOUR, maria
from tests.cast import Cast
from tests.domain.nevadal import nevadal
from tests.thread import work
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def pair(cast: Cast) -> Iterator[Pair]:
    """Return the pair of María Fernanda with herself, found a moment ago."""
    maria(cast.at - 2 * HOUR, phone="+51 987 111 111"), maria(cast.at - HOUR, company_mail=True, role="asistente")
    work(at=cast.at)
    told = (("surname", "same", 8.1), ("mail_user", "differs", -1.0))
    evidence = [{"of": of, "level": level, "weight": weight} for of, level, weight in told]
    low, high = Person.objects.order_by("pk").values_list("pk", flat=True)
    with time_machine.travel(cast.at, tick=False):
        yield Pair.objects.create(
            kind="person", low=low, high=high, probability=0.97, evidence=evidence, found_at=cast.at
        )


def test_nothing_computed_is_called_certain(cast: Cast, pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(probability=0.9999)
    client = as_(cast.nora)

    for path in ("/care/duplicates/", f"/care/duplicates/{pair.pk}/"):
        page = client.get(path).content.decode()
        assert "99\xa0%" in page or "99 %" in page
        assert "100\xa0%" not in page


def test_the_queue_says_how_likely_in_words(cast: Cast, pair: Pair) -> None:
    client = as_(cast.nora)
    page = client.get("/care/duplicates/").content.decode()

    assert "Muy probablemente la misma ficha" in page
    assert "María Fernanda Gil Peña" in page
    with CaptureQueriesContext(connection) as queries:
        client.get("/care/duplicates/")
    assert len(queries) <= 20


def test_a_pair_tells_its_reasons_and_its_differences(cast: Cast, pair: Pair) -> None:
    page = as_(cast.nora).get(f"/care/duplicates/{pair.pk}/").content.decode()

    assert "Qué habla a favor" in page
    assert "apellido</span>: igual" in page
    assert "el correo, aparte del nombre</span>: distinto" in page
    assert page.count("pair-differs") >= 2
    assert 'name="field-role"' in page


def test_the_origin_is_no_choice_and_the_earlier_stands(cast: Cast, pair: Pair) -> None:
    for person, channel in ((pair.low, "feria"), (pair.high, "busqueda")):
        tell(person_id=person, field=nevadal().fields["source"], value=channel, by=cast.nora.pk, at=cast.at)

    page = as_(cast.nora).get(f"/care/duplicates/{pair.pk}/").content.decode()

    assert 'name="field-source"' not in page
    assert re.search(r"Feria <span class=\"tag\">llegó primero, queda</span>", page)
    assert page.count("llegó primero, queda") == 1


def test_the_next_pair_comes_with_its_own_choices_and_its_own_address(cast: Cast, pair: Pair) -> None:
    maria(cast.at - 3 * HOUR, phone="+51 987 222 222", role="jefa de compras", email="otra@gmail.com")
    third = Person.objects.latest("pk").pk
    work(at=cast.at)
    following = Pair.objects.create(
        kind="person", low=pair.low, high=third, probability=0.9, evidence=[], found_at=cast.at
    )
    typed = {"decision": "distinct", "kept": pair.high, "field-role": pair.high, "field-email": pair.high}

    answer = as_(cast.nora).post(f"/care/duplicates/{pair.pk}/decision/", typed, headers=HTMX)

    page = answer.content.decode()
    assert answer.headers["HX-Push-Url"] == f"/care/duplicates/{following.pk}/"
    names = set(re.findall(r'name="((?:field-\w+)|kept)"', page))
    assert {"kept", "field-role"} <= names
    for name in names:
        assert len(re.findall(rf'name="{name}" value="\d+" checked', page)) == 1, name


def test_merging_writes_the_choice_and_leads_on(cast: Cast, pair: Pair) -> None:
    client = as_(cast.nora)
    answer = client.post(
        f"/care/duplicates/{pair.pk}/decision/", {"decision": "merged", "kept": pair.low, "field-role": pair.low}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/care/duplicates/?kind=person")
    assert Person.objects.get(pk=pair.high).merged_into_id == pair.low
    assert Card.objects.get(person=pair.low).role == "Jefa de calidad"
    gone = client.get(f"/people/{pair.high}/")
    assert (gone.status_code, gone.headers["Location"]) == (302, f"/people/{pair.low}/")
    page = client.get(f"/people/{pair.low}/").content.decode()
    assert "Unidas: hoy 09:30" in page
    assert "una unión, en la que se eligió" in page


@pytest.mark.parametrize("decision", ["distinct", "later"])
def test_other_decisions_merge_nobody(cast: Cast, pair: Pair, decision: str) -> None:
    answer = as_(cast.nora).post(f"/care/duplicates/{pair.pk}/decision/", {"decision": decision}, headers=HTMX)

    assert answer.headers["HX-Redirect"] == "/care/duplicates/?kind=person"
    assert Pair.objects.get().state == decision
    assert not Merge.objects.exists()


def test_a_decision_too_late_says_so_and_keeps_what_was_chosen(cast: Cast, pair: Pair) -> None:
    merge(kept_id=pair.low, gone_id=pair.high, by=cast.nora.pk, at=cast.at)
    Pair.objects.create(kind="person", low=pair.low, high=pair.high, probability=0.9, found_at=cast.at)
    again = Pair.objects.get()

    answer = as_(cast.nora).post(f"/care/duplicates/{again.pk}/decision/", {"decision": "merged", "kept": pair.low})

    assert answer.status_code == 422
    assert "ya fue unida" in answer.content.decode()


def test_the_preview_of_a_separation_and_the_deed(cast: Cast, pair: Pair) -> None:
    merged = merge(kept_id=pair.low, gone_id=pair.high, by=cast.nora.pk, at=cast.at)
    written = note(person_id=pair.low, text="Prefiere correo", by=cast.nora.pk, at=cast.at)
    client = as_(cast.nora)

    page = client.get(f"/care/merges/{merged.pk}/").content.decode()
    answer = client.post(f"/care/merges/{merged.pk}/", {"note": written.pk})

    assert "mgil@lacteosaurora.example" in page
    assert "Prefiere correo" in page
    assert answer.headers["Location"] == f"/people/{pair.high}/"
    written.refresh_from_db()
    assert written.person_id == pair.high
    assert client.post(f"/care/merges/{merged.pk}/").status_code == 404


def test_companies_side_by_side(cast: Cast, pair: Pair) -> None:
    one = Company.objects.get()
    other = Company.objects.create(name="Lácteos Aurora del Perú", key="lacteos aurora del peru", created_at=cast.at)
    two = Pair.objects.create(kind="company", low=one.pk, high=other.pk, probability=0.8, found_at=cast.at)
    client = as_(cast.nora)

    assert "Lácteos Aurora del Perú" in client.get(f"/care/duplicates/{two.pk}/").content.decode()
    client.post(f"/care/duplicates/{two.pk}/decision/", {"decision": "merged", "kept": other.pk})
    assert set(Person.objects.values_list("company", flat=True)) == {other.pk}
    page = client.get("/care/duplicates/?kind=company").content.decode()
    address = page.split("/care/company-merges/")[1].split("/")[0]
    assert client.get(f"/care/company-merges/{address}/").status_code == 200
    assert client.post(f"/care/company-merges/{address}/").status_code == 303
    assert set(Person.objects.values_list("company", flat=True)) == {one.pk}


def test_a_search_is_asked_for_once_and_seen(cast: Cast, pair: Pair) -> None:
    client = as_(cast.nora)
    for _ in range(2):
        assert client.post("/care/duplicates/searches/", {"kind": "person"}).status_code == 303

    assert Search.objects.count() == 1
    assert "esperando su turno" in client.get("/care/duplicates/").content.decode()
    search = claim_search(at=cast.at)
    assert search is not None
    do_search(search, at=cast.at)
    assert "entre 2" in client.get("/care/duplicates/", headers={"HX-Target": "search"}).content.decode()
    assert ask_for_search(kind="person", by=None, at=cast.at).pk != search.pk


def test_who_may_decide(cast: Cast, pair: Pair, client: Client) -> None:
    path = f"/care/duplicates/{pair.pk}/decision/"

    assert client.get("/care/").status_code == 302
    assert as_(cast.olga).get("/care/duplicates/").status_code == 404
    assert as_(cast.julia).get(f"/care/duplicates/{pair.pk}/").status_code == 200
    assert as_(cast.julia).post(path, {"decision": "distinct"}).status_code == 403
    assert as_(cast.nora).get(path).status_code == 405
    assert as_(cast.nora).post("/care/duplicates/999999/decision/", {"decision": "later"}).status_code == 404
    assert as_(cast.nora).post(path, {"decision": "x", "kept": "9" * 40, "field-role": "<b>"}).status_code == 422
    for kept in ("", "9" * 40, "-1"):
        assert as_(cast.nora).post(path, {"decision": "merged", "kept": kept}).status_code == 422, kept
    assert not Merge.objects.exists()
    assert as_(cast.nora).get("/care/duplicates/?after=nan:1&kind=x&state=y").status_code == 200


def test_two_who_were_separated_are_two_and_are_looked_at_once_more(cast: Cast, pair: Pair) -> None:
    client = as_(cast.nora)
    path = f"/care/duplicates/{pair.pk}/"
    client.post(f"{path}decision/", {"decision": "merged", "kept": pair.low})
    assert "Se unieron en una sola ficha." in client.get(path).content.decode()

    separate(merge_id=Merge.objects.get().pk, by=cast.nora.pk, at=cast.at + HOUR)

    pair.refresh_from_db()
    assert (pair.state, pair.decided_by_id) == ("distinct", cast.nora.pk)
    page = client.get(path).content.decode()
    assert "Siguen siendo dos fichas." in page
    assert as_(cast.julia).post(f"{path}reconsideration/").status_code == 403
    assert client.post(f"{path}reconsideration/").status_code == 302
    pair.refresh_from_db()
    assert pair.state == "open"
    assert client.post(f"{path}reconsideration/").status_code == 422
    journal = as_(cast.samuel).get("/journal/?tag=pair:duplicate:decided").content.decode()
    assert "hay que mirarlo otra vez" in journal


def test_whoever_is_forgotten_is_like_nobody(cast: Cast, pair: Pair) -> None:
    as_(cast.nora).post(f"/care/duplicates/{pair.pk}/decision/", {"decision": "distinct"})

    erase(person_id=pair.low, by=cast.nora.pk, at=cast.at + HOUR)

    assert not Pair.objects.exists()
