"""An agreement with two definitions, new business and customers of today: each judges and hands over on its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from dueto.apps.agreements.seeding import Version, write_versions
from dueto.apps.base.actions import act, tell
from dueto.apps.base.actions.companies import give_companies
from dueto.apps.base.models import Person
from dueto.apps.handoff.actions import hand_over
from dueto.apps.handoff.queries.waiting import leads_to_hand_over
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.apps.leads.queries.reach import would_qualify
from dueto.apps.telephone.actions import plan
from dueto.work.demo.documents import documents
from tests.cast import Cast
from tests.web.people.world import People, agreement, as_

pytestmark = pytest.mark.django_db
CUSTOMER = "cliente actual"
RUTA: dict[str, Any] = {
    "name": CUSTOMER,
    "required": ["full_name", "company", "email", "tax_id"],
    "fit": [{"when": {"country": {"one_of": ["PE", "CL"]}}, "points": 20}],
    "behaviour": [
        {"name": "ruta", "activity": "visit", "where": {"path": {"starts_with": "/ruta"}}, "points": 15, "cap": 30}
    ],
    "qualified": {"fit": 20, "behaviour": 15},
}


@pytest.fixture
def both(cast: Cast, people: People) -> People:
    """Put a version with a second definition in force; Rocío, Elena's customer, read about Ruta."""
    document = documents()[4]
    version = Version(
        number=5, document={**document, "version": 5, "definitions": [*document["definitions"], RUTA]},
        proposed_at=cast.at, effective_at=cast.at, observes_until=None,
        signed_by={"marketing": cast.mara.pk, "sales": cast.bruno.pk},
    )  # fmt: skip
    write_versions([version])
    company = Person.objects.values_list("company_id", flat=True).get(pk=people.rocio)
    give_companies(company_ids=[company or 0], owner=cast.elena.pk, by=cast.graciela.pk, at=cast.at)
    act(person_id=people.rocio, kind="visit", at=cast.at - timedelta(minutes=9), path="/ruta")
    phone = agreement().fields["phone"]
    tell(person_id=people.rocio, field=phone, value="+51 900 000 111", by=cast.mara.pk, at=cast.at)
    judge(person_ids=[people.rocio, people.joaquin, people.brenda], at=cast.at)
    return people


def test_each_asks_its_own_questions(cast: Cast, both: People) -> None:
    mara = as_(cast.mara)

    first = mara.get("/one-datum/").content.decode()
    assert "Joaquín Ureña" in first
    assert "Según qué definición" in first
    path = f"/one-datum/?definition={quote(CUSTOMER)}"
    second = mara.get(path).content.decode()
    assert "Rocío Tello" in second
    assert f'name="definition" value="{CUSTOMER}"' in second

    saved = mara.post(
        f"/one-datum/{both.rocio}/answers/",
        {"field": "tax_id", "value": "20123456786", "definition": CUSTOMER}, follow=True,
    )  # fmt: skip
    assert saved.redirect_chain[0][0].startswith(f"/one-datum/?definition={quote(CUSTOMER).replace('%20', '+')}")
    lead = Lead.objects.get(person=both.rocio)
    assert (lead.definition, lead.stage) == (CUSTOMER, "qualified")

    assert list(leads_to_hand_over()) == [lead.pk]
    hand_over(lead_id=lead.pk, at=cast.at)
    lead.refresh_from_db()
    assert lead.handoff.executive_id == cast.elena.pk, "whoever looks after the customer gets them"


def test_pages_speak_of_the_definition_that_somebody_comes_closest_to(cast: Cast, both: People) -> None:
    mara = as_(cast.mara)
    person: Any = mara.get(f"/people/{both.rocio}/")
    assert [one["definition"] for one in person.context["verdicts"]] == [CUSTOMER, "negocio nuevo"]
    assert [one.name for one in person.context["missing"]["asked"]] == ["tax_id"], "one datum under the second"

    task = plan(person_ids=[both.rocio], aim="confirm", by=cast.mara.pk, member_id=cast.rosa.pk, at=cast.at)
    guide: Any = as_(cast.rosa).get(f"/calls/{next(iter(task.tasks.values()))}/")
    assert guide.context["kind"] == "one_datum"


def test_lists_show_one_definition_at_a_time(cast: Cast, both: People) -> None:
    mara = as_(cast.mara)
    nearest = mara.get("/prospects/?verdict=one_datum").content.decode()
    customers = mara.get(f"/prospects/?verdict=one_datum&definition={quote(CUSTOMER)}").content.decode()

    assert "Joaquín Ureña" in nearest
    assert "Rocío Tello" not in nearest
    assert "Rocío Tello" in customers
    for page in ("/machines/", "/calls/", "/forms/", "/f/contacto/", "/today/", "/board/"):
        assert mara.get(page).status_code == 200, page


def test_what_machines_cost_is_reckoned_by_the_definition_that_lost_most(cast: Cast, both: People) -> None:
    act(person_id=both.rocio, kind="visit", at=cast.at - timedelta(minutes=3), path="/ruta", classed="automatic")
    page: Any = as_(cast.mara).get("/machines/")

    assert [one["points"].count for one in page.context["groups"]] == [15]


def test_forms_ask_first_what_would_qualify_under_any_definition(cast: Cast, both: People) -> None:
    assert would_qualify(both.rocio) == ("tax_id",)
    assert would_qualify(both.joaquin) == ("sites",)
