"""Progressive forms: they ask what is missing, and tell a browser nothing about anybody."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache

from dueto.apps.base.actions import take_form, tell
from dueto.apps.base.models import Activity, Card, Fact, Identity, Person
from dueto.apps.forms.models import Submission
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Verdict
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.forms.known import SALT
from tests.cast import Cast
from tests.web.forms.designs import published
from tests.web.forms.sending import Visitor
from tests.web.people.world import MINUTE, ROCIO, agreement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _guide(cast: Cast) -> Any:
    cache.clear()
    with time_machine.travel(cast.at, tick=False):
        published("guia", by=cast.lucia.pk, at=cast.at)
        yield


def test_the_second_time_it_asks_only_what_is_missing(cast: Cast) -> None:
    rocio = Visitor(cast)
    first = rocio.opens("guia")
    rocio.sends("guia")

    second = rocio.opens("guia")
    rocio.sends("guia")
    third = rocio.opens("guia")

    assert first == ["full_name", "email", "role", "sites"], "a name, an address, and what decides most"
    assert second == ["company", "country", "sector", "heard_from"]
    assert third == ["heard_from"], "nobody answered how they heard of us"
    assert Person.objects.count() == 1
    assert Card.objects.get().role == "jefa de calidad"
    assert Submission.objects.count() == 2


def test_nothing_personal_comes_back_to_the_browser(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.fills("guia")

    rocio.opens("guia")
    cookie = rocio.client.cookies["dueto_known"]

    for told in ("Rocío", "Tello", "rocio@", "puntabrava", "jefa de calidad"):
        assert told not in rocio.last
        assert told not in cookie.value
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_whoever_types_a_known_address_does_not_learn_what_is_known_of_it(cast: Cast) -> None:
    take_form(agreement=agreement(), form="contacto", values=ROCIO, at=cast.at)
    stranger = Visitor(cast, "v-stranger")
    stranger.opens("guia")
    stranger.sends("guia", full_name="Otra", role="", sites="")

    asked = stranger.opens("guia")

    assert {"role", "sites"} <= set(asked), "known in the base, but not from this browser"
    assert Card.objects.get().full_name == "Rocío Tello", "and the name stays"


def test_whoever_proved_the_address_is_spared_what_the_base_knows(cast: Cast) -> None:
    take_form(agreement=agreement(), form="contacto", values=ROCIO, at=cast.at)
    rocio = Visitor(cast)
    rocio.fills("guia")
    identity = Identity.objects.get(handle__kind="email")

    rocio.client.cookies["dueto_known"] = signing.dumps([identity.pk, "v-1", 1], salt=SALT)

    assert rocio.opens("guia") == ["heard_from"]


def test_what_a_colleague_withdrew_is_asked_again(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.fills("guia")
    person = Person.objects.get()
    assert "sites" not in rocio.opens("guia")
    tell(person_id=person.pk, field=STANDARD_FIELDS["sites"], value="", by=cast.nora.pk, at=cast.at + MINUTE)

    assert "sites" in rocio.opens("guia")


def test_a_shared_browser_is_asked_everything(cast: Cast) -> None:
    reception = Visitor(cast)
    reception.fills("guia")
    reception.opens("guia", all="1")
    reception.sends("guia", full_name="Hugo Paz", email="hugo@lucena.example")

    assert "email" in reception.opens("guia")
    assert Person.objects.count() == 2


def test_somebody_else_on_the_same_browser_can_ask_for_all_questions(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.fills("guia")
    rocio.opens("guia")

    assert "Es otra persona" in rocio.last
    assert "email" in rocio.opens("guia", all="1")


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "ñ" * 900, "\x00"])
def test_a_forged_mark_is_none(cast: Cast, cookie: str) -> None:
    rocio = Visitor(cast)
    rocio.fills("guia")
    rocio.client.cookies["dueto_known"] = cookie

    assert "email" in rocio.opens("guia")


def test_another_persons_ids_open_nothing(cast: Cast) -> None:
    rocio, brenda = Visitor(cast), Visitor(cast, "v-2")
    rocio.fills("guia")
    brenda.fills("guia", full_name="Brenda Ochoa", email="brenda@gmail.com")
    before = list(Fact.objects.order_by("id").values_list("field", "value"))

    brenda.client.cookies["dueto_known"] = rocio.client.cookies["dueto_known"].value
    asked = brenda.opens("guia")
    brenda.visitor = "v-2"
    answer = brenda.sends("guia", role="tesista")

    assert "email" not in asked, "the mark alone spares questions"
    assert answer.status_code == 422, "but with another visitor it is nobody's: the address is asked"
    assert 'id="q-email"' in answer.content.decode()
    assert "rocio" not in answer.content.decode()
    assert list(Fact.objects.order_by("id").values_list("field", "value")) == before


def test_without_a_visitor_nobody_is_recognised(cast: Cast) -> None:
    shy = Visitor(cast, "")
    answer = shy.fills("guia")

    assert answer.status_code == 303
    assert not answer.cookies


@pytest.mark.parametrize("header", [{"Sec-GPC": "1"}, {"DNT": "1"}])
def test_do_not_track_is_respected_by_forms(cast: Cast, header: dict[str, str]) -> None:
    """Case 25: no visitor, no origin and no mark are kept of a browser that asks not to be followed."""
    shy = Visitor(cast, "v-followed", **header)
    answer = shy.fills("guia")

    assert answer.status_code == 303
    assert not answer.cookies
    assert not Identity.objects.filter(kind="visitor").exists()
    source = Activity.objects.get().source
    assert source is None
    assert "email" in shy.opens("guia")


def test_what_lacks_and_was_not_asked_is_asked_then(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.fills("guia")
    rocio.opens("guia")
    del rocio.client.cookies["dueto_known"]

    answer = rocio.sends("guia")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="e-email"' in page
    assert 'value="Conservas Punta Brava"' in page, "nothing that was typed is lost"
    rocio.last = page
    assert rocio.sends("guia", **ROCIO).status_code == 303


def test_an_erased_person_is_nobody_any_more(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.fills("guia")
    Person.objects.update(erased_at=cast.at)

    assert "email" in rocio.opens("guia")


def test_what_would_qualify_somebody_today_is_asked_first(cast: Cast) -> None:
    published("charla", by=cast.lucia.pk, at=cast.at, most=1)
    rocio = Visitor(cast)
    rocio.fills("guia", sites="")
    person = Person.objects.get()
    judge(person_ids=[person.pk], at=cast.at)
    Verdict.objects.filter(person=person).update(datum="country", missing=[["country"]])
    identity = Identity.objects.get(handle__kind="email")

    assert rocio.opens("charla") == ["sites"], "from what it may be worth"
    rocio.client.cookies["dueto_known"] = signing.dumps([identity.pk, "v-1", 1], salt=SALT)
    assert rocio.opens("charla") == ["country"], "from what the definition says of them"
