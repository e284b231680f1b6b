"""What lists ask of what people did, of where they stand with sales, of consent; and several values of one thing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions import act
from dueto.apps.base.actions.consents import withdraw_consent
from dueto.apps.handoff.actions import claim
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Bearer, Lead
from dueto.apps.leads.queries.filters import filters_of
from tests.cast import Cast
from tests.web.people.world import ROCIO, People, as_, came
from tests.web.prospects.test_list import text_of

pytestmark = pytest.mark.django_db
OF = "negocio nuevo"


def shown(cast: Cast, asked: str) -> set[str]:
    """Return whom the list shows."""
    page = text_of(as_(cast.mara), f"/prospects/?{asked}")
    return {name for name in ("Rocío", "Joaquín", "Brenda") if f"{name} " in page}


def test_what_somebody_did_is_a_condition_as_long_as_it_counts(cast: Cast, people: People) -> None:
    asked = f"has={quote(f'did.{OF}.webinar')}"
    attended = shown(cast, asked)
    page = text_of(as_(cast.mara), f"/prospects/?{asked}")

    judge(person_ids=[people.rocio, people.joaquin, people.brenda], at=cast.at + timedelta(days=900))

    assert "Rocío" in attended
    assert "asistió a «webinar»" in page
    assert shown(cast, asked) == set()


def test_where_somebody_stands_with_sales_changes_with_each_step(cast: Cast, people: People) -> None:
    accepted, own = quote(f"lead.{OF}.accepted"), quote(f"lead.{OF}.with_sales")
    assert shown(cast, f"has={accepted}") == set()

    claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)

    assert shown(cast, f"has={accepted}") == {"Rocío"}
    assert shown(cast, f"has={own}") == {"Rocío"}
    judge(person_ids=[people.rocio], at=cast.at)
    assert shown(cast, f"has={own}") == {"Rocío"}
    assert Lead.objects.filter(person=people.rocio).count() == 1


def test_whoever_asked_not_to_be_contacted_is_found_after_judging(cast: Cast, people: People) -> None:
    withdraw_consent(person_id=people.brenda, purpose="contact", source="phone", by=cast.mara.pk, at=cast.at)
    judge(person_ids=[people.brenda], at=cast.at)

    assert shown(cast, "has=consent.never") == {"Brenda"}
    assert shown(cast, "has=consent.contact") == {"Rocío", "Joaquín"}


def test_several_values_of_one_thing_mean_any_of_them(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/?country=PE&country=CL")

    assert "de Perú o Chile" in page
    assert {"Rocío", "Joaquín"} <= shown(cast, "country=PE&country=CL")
    assert shown(cast, "country=CL") == {"Joaquín"}
    assert shown(cast, "country=CL&country=XX&country=%27") == {"Joaquín"}


def test_an_alternative_says_how_many_more_it_brings(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/conditions/?country=CL")

    assert "o Perú" in page
    assert "country=CL&amp;country=PE" in page


def test_nobody_meets_them_and_the_way_out_takes_a_whole_thing_away(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/?verdict=one_datum&country=ES&country=MX")

    assert "Nadie cumple este filtro" in page
    assert "Sin «de España o México»: 1 persona" in page


def test_a_kept_list_keeps_all_its_values(cast: Cast, people: People) -> None:
    client = as_(cast.mara)
    kept = client.post("/prospects/views/", {"name": "Dos", "conditions": "country=PE&country=CL&has=consent.contact"})

    assert "country=PE&country=CL&has=consent.contact" in kept.headers["Location"]


def test_work_that_was_kept_with_one_country_goes_on() -> None:
    kept: dict[str, Any] = {"definition": OF, "country": "PE", "channel": "", "campaign": "", "traits": ["a.b"]}

    assert filters_of(kept).country == ("PE",)
    assert filters_of(kept).channel == ()
    assert filters_of(kept).traits == ("a.b",)


def test_the_list_shows_the_data_of_the_agreement_in_one_query_more(cast: Cast, people: People) -> None:
    client = as_(cast.mara)
    with CaptureQueriesContext(connection) as plain:
        text_of(client, "/prospects/?cols=email")
    with CaptureQueriesContext(connection) as with_data:
        page = text_of(client, "/prospects/?cols=sector&cols=sites&cols=full_name&cols=consent")

    assert len(with_data) == len(plain) + 1
    assert "Alimentos" in page or "alimentos" in page
    assert 'value="sites" checked' in page
    assert 'value="full_name"' not in page


def test_judging_again_writes_nothing_where_nothing_changed(cast: Cast, people: People) -> None:
    silent = came({**ROCIO, "full_name": "Sara Lenta", "email": "s@lenta.example"}, at=cast.at)
    act(person_id=silent, kind="reply", at=cast.at)
    judge(person_ids=[silent], at=cast.at)
    before = set(Bearer.objects.values_list("pk", "trait"))

    judge(person_ids=[silent], at=cast.at)

    assert set(Bearer.objects.values_list("pk", "trait")) == before
