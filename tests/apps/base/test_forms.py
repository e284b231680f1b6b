"""What a form may write: everything about somebody new, little about somebody who is known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.voice import Voice
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import take_form, tell
from dueto.apps.base.facts import clean
from dueto.apps.base.models import Card, Fact
from dueto.domain.conditions.fields import STANDARD_FIELDS
from tests.cast import Cast
from tests.thread import ROCIO, browse, fill, visit

HOUR = timedelta(hours=1)


def test_whoever_knows_an_address_changes_neither_name_nor_phone_nor_company(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)

    fill("contacto", at=cast.at + HOUR, full_name="Otra Persona", phone="+51 987 654 321", company="Otra Empresa")

    card = Card.objects.get(pk=person)
    assert (card.full_name, card.phone, card.company) == ("Rocío Tello", "+51900000111", "Conservas Punta Brava")


def test_it_does_not_change_what_a_colleague_found_out(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    tell(person_id=person, field=STANDARD_FIELDS["sites"], value="9", by=cast.nora.pk, at=cast.at + HOUR)

    fill("contacto", at=cast.at + 2 * HOUR, sites="1")

    assert Fact.objects.filter(field="sites").order_by("-id")[0].value == "9"


def test_somebody_may_correct_what_they_wrote_themselves(cast: Cast) -> None:
    fill("contacto", at=cast.at, sites="6")

    fill("contacto", at=cast.at + HOUR, sites="7")

    assert Fact.objects.filter(field="sites").order_by("-id")[0].value == "7"


def test_a_word_that_means_nothing_is_no_answer(cast: Cast) -> None:
    version = in_force(cast.at)
    assert version is not None
    told = {**ROCIO, "role": "-", "timing": "N/A", "sites": "-2"}

    taken = take_form(agreement=version.agreement, form="contacto", values=told, at=cast.at)

    assert list(taken.refusals) == ["sites", "role"], "what is asked besides may stay unanswered"


@pytest.mark.parametrize("name", ["Gane en premio.example", "https://x", "a@b.example", "Llame al 900123456", "x" * 81])
def test_a_name_carries_no_message(cast: Cast, name: str) -> None:
    version = in_force(cast.at)
    assert version is not None

    taken = take_form(agreement=version.agreement, form="contacto", values={**ROCIO, "full_name": name}, at=cast.at)

    assert list(taken.refusals) == ["full_name"]


@pytest.mark.parametrize("url", ["http://[x", "https://nevadal.example/?utm_campaign=a&" + "b&" * 60])
def test_an_address_that_cannot_be_read_is_a_hit_all_the_same(cast: Cast, url: str) -> None:
    hit = visit("/", at=cast.at)
    hit.url = url

    browse(hit, visit("/precios", at=cast.at), at=cast.at)


@pytest.mark.parametrize("phone", ["987654321", "+999 987 654 321"])
def test_who_types_a_phone_without_its_country_reads_how_to_write_it(phone: str) -> None:
    refusal = clean(STANDARD_FIELDS["phone"], phone, country=None)

    assert isinstance(refusal, Refusal)
    assert Voice("es")(refusal.reason).startswith("escribir el teléfono con + y el código de su país")
    assert Voice("en")(refusal.reason).startswith("write the phone with + and the code of its country")
