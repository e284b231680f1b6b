"""The sale: opened, brought up to date, won, lost to somebody, deferred, resumed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from dueto.apps.handoff.models import Handoff
from dueto.apps.leads.models import Opportunity
from tests.cast import Cast
from tests.web.handed import BACKEND, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


@pytest.fixture
def accepted(people: Cast, client: Client) -> Handoff:
    made = handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    client.post(f"/handoffs/{made.pk}/acceptance/")
    return made


@pytest.fixture
def selling(accepted: Handoff, client: Client) -> Handoff:
    client.post(f"/handoffs/{accepted.pk}/opportunity/", {"amount": "15,000", "currency": "USD"})
    return accepted


def stage(handoff: Handoff) -> str:
    handoff.lead.refresh_from_db()
    return handoff.lead.stage


def test_it_opens_the_sale_in_the_numbers_of_the_country(client: Client, accepted: Handoff) -> None:
    answer = client.post(f"/handoffs/{accepted.pk}/opportunity/", {"amount": "14,500.50", "currency": "USD"})

    opened = Opportunity.objects.get(lead=accepted.lead)
    assert (answer.status_code, stage(accepted)) == (303, "opportunity")
    assert (opened.amount, opened.currency) == (Decimal("14500.50"), "USD")


def test_in_spain_a_comma_is_a_decimal(client: Client, people: Cast) -> None:
    made = handed("norte", to=people.alvaro)
    client.force_login(people.alvaro, backend=BACKEND)
    client.post(f"/handoffs/{made.pk}/acceptance/")

    client.post(f"/handoffs/{made.pk}/opportunity/", {"amount": "14.500,50", "currency": "EUR"})

    assert Opportunity.objects.get(lead=made.lead).amount == Decimal("14500.50")


@pytest.mark.parametrize("amount", ["mucho", "-1", "1e999", "NaN", "Infinity", "9" * 30])
def test_what_is_no_amount_is_refused_and_kept(client: Client, accepted: Handoff, amount: str) -> None:
    answer = client.post(f"/handoffs/{accepted.pk}/opportunity/", {"amount": amount, "currency": "USD"})

    assert answer.status_code == 422
    assert amount in answer.content.decode()
    assert stage(accepted) == "accepted"


def test_a_currency_that_is_not_offered_is_refused(client: Client, accepted: Handoff) -> None:
    assert client.post(f"/handoffs/{accepted.pk}/opportunity/", {"amount": "1", "currency": "XXX"}).status_code == 422


def test_it_is_brought_up_to_date(client: Client, selling: Handoff) -> None:
    answer = client.post(f"/handoffs/{selling.pk}/opportunity/", {"amount": "", "currency": "USD"})

    assert answer.status_code == 303
    assert Opportunity.objects.get(lead=selling.lead).amount is None
    assert selling.clocks.filter(kind="update").count() == 2


def test_it_is_won_once(client: Client, selling: Handoff) -> None:
    assert client.post(f"/handoffs/{selling.pk}/outcome/", {"outcome": "won"}).status_code == 303
    assert client.post(f"/handoffs/{selling.pk}/outcome/", {"outcome": "won"}).status_code == 422
    assert stage(selling) == "won"


def test_it_is_lost_to_somebody(client: Client, selling: Handoff) -> None:
    lost = {"outcome": "lost", "reason": "competidor"}
    assert client.post(f"/handoffs/{selling.pk}/outcome/", lost).status_code == 422
    assert client.post(f"/handoffs/{selling.pk}/outcome/", {"outcome": "lost", "reason": "??"}).status_code == 422
    assert client.post(f"/handoffs/{selling.pk}/outcome/", lost | {"to_whom": "Termovía"}).status_code == 303

    assert stage(selling) == "lost"
    assert selling.lead.to_whom == "Termovía"


def test_it_is_deferred_and_resumed(client: Client, selling: Handoff) -> None:
    path = f"/handoffs/{selling.pk}/outcome/"
    for until in ("", "soon", "2001-01-15"):
        assert client.post(path, {"outcome": "deferred", "until": until}).status_code == 422
    assert client.post(path, {"outcome": "deferred", "until": "2099-01-15"}).status_code == 303
    assert stage(selling) == "deferred"
    assert client.post(path, {"outcome": "resumed"}).status_code == 303
    assert stage(selling) == "opportunity"


def test_an_outcome_that_is_none_is_refused(client: Client, selling: Handoff) -> None:
    assert client.post(f"/handoffs/{selling.pk}/outcome/", {"outcome": "perhaps"}).status_code == 422


def test_it_is_recycled_with_a_reason(client: Client, selling: Handoff) -> None:
    answer = client.post(f"/handoffs/{selling.pk}/return/", {"reason": "se enfrió sin respuesta", "back": "desk"})

    assert answer.status_code == 303
    assert selling.returns.get().is_recycling
    assert stage(selling) == "prospect"


@pytest.mark.parametrize("state", ["won", "lost", "deferred"])
def test_every_state_has_its_page(client: Client, people: Cast, selling: Handoff, state: str) -> None:
    client.post(
        f"/handoffs/{selling.pk}/outcome/",
        {"outcome": state, "reason": "precio", "until": "2099-01-15"},
    )  # fmt: skip

    for member in (people.julia, people.mara, people.ines):
        client.force_login(member, backend=BACKEND)
        for path in (f"/handoffs/{selling.pk}/", f"/desk/{selling.pk}/", "/desk/", "/outcomes/"):
            assert client.get(path).status_code == 200
