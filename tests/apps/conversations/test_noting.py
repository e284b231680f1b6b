"""Calls, chats and meetings noted by hand: they score like any other act, and what was just noted is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.models import Activity
from dueto.apps.conversations.actions import (
    UnableToNote,
    UnableToReceive,
    log_call,
    log_meeting,
    log_message,
    receive,
    withdraw,
)
from dueto.apps.conversations.models import Message
from dueto.apps.journal.models import Entry
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead, Verdict
from tests.cast import Cast
from tests.thread import fill

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def behaviour(person: int, cast: Cast) -> int:
    """Return the points of behaviour that somebody has, judged now."""
    judge(person_ids=[person], at=cast.at + MINUTE)
    return Verdict.objects.get(person_id=person, definition="negocio nuevo").behaviour


def test_an_incoming_call_is_the_fast_track_of_the_agreement(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)

    log_call(person_id=person, direction="inbound", result="talked", by=cast.rosa.pk, at=cast.at, note="Pide precios.")

    assert judge(person_ids=[person], at=cast.at + MINUTE)
    assert Lead.objects.get(person_id=person).is_fast


def test_a_call_that_was_talked_scores_and_taken_back_scores_no_more(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    before = behaviour(person, cast)
    message = log_call(person_id=person, direction="outbound", result="talked", by=cast.rosa.pk, at=cast.at)
    assert behaviour(person, cast) == before + 20

    withdraw(message_id=message.pk, by=cast.rosa.pk, at=cast.at + 2 * MINUTE)

    assert behaviour(person, cast) == before
    done = Activity.objects.get(identity__person_id=person, kind="call")
    assert (done.classed, done.reason) == ("automatic", "taken back")
    assert Entry.objects.filter(tag="message:talk:withdrawn", person_id=person).count() == 1
    withdraw(message_id=message.pk, by=cast.rosa.pk, at=cast.at + 3 * MINUTE)
    assert Entry.objects.filter(tag="message:talk:withdrawn", person_id=person).count() == 1


@pytest.mark.parametrize(("who", "minutes"), [("julia", 1), ("rosa", 16)])
def test_only_whoever_noted_it_takes_it_back_and_soon(cast: Cast, who: str, minutes: int) -> None:
    person = fill("contacto", at=cast.at)
    message = log_message(person_id=person, channel="whatsapp", direction="inbound", by=cast.rosa.pk, at=cast.at)

    with pytest.raises(UnableToNote):
        withdraw(message_id=message.pk, by=cast[who].pk, at=cast.at + minutes * MINUTE)


def test_what_was_said_stands_in_no_table_but_the_personal_one(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)

    log_meeting(person_id=person, by=cast.julia.pk, at=cast.at, note="Su auditor es Pedro Vera.")

    assert "Pedro" not in str(list(Activity.objects.values()))
    assert "Pedro" not in str(list(Entry.objects.values()))
    assert Message.objects.get(identity__person_id=person, channel="meeting").text == "Su auditor es Pedro Vera."


def test_the_same_key_notes_once(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    for _ in range(2):
        log_message(person_id=person, channel="mail", direction="inbound", by=cast.julia.pk, at=cast.at, key="k1")

    assert Activity.objects.filter(identity__person_id=person, kind="reply").count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"direction": "sideways"}, {"result": "well"}, {"happened_at": timedelta(hours=1)},
        {"happened_at": -timedelta(days=900)},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(cast: Cast, changed: dict[str, object]) -> None:
    person = fill("contacto", at=cast.at)
    shift = changed.pop("happened_at", timedelta(0))
    assert isinstance(shift, timedelta)
    given = {"direction": "inbound", "result": "talked", **changed}

    with pytest.raises(UnableToNote):
        log_call(person_id=person, at=cast.at, happened_at=cast.at + shift, **given)  # type: ignore[arg-type]

    assert not Message.objects.exists()


def test_an_unknown_caller_becomes_a_prospect_whose_origin_is_the_telephone(cast: Cast) -> None:
    came = receive(channel="call", sender="900 111 222", country="PE", name="Eva Luna", at=cast.at, by=cast.rosa.pk)

    message = Message.objects.select_related("identity__person__origin", "identity__person__card").get(
        pk=came.message_id
    )
    assert message.identity is not None
    person = message.identity.person
    assert person is not None
    assert person.origin is not None
    assert (came.is_new, person.origin.channel, person.card.full_name) == (True, "telefono entrante", "Eva Luna")
    assert person.card.phone == "+51900111222"


def test_a_known_number_is_whoever_has_it_and_a_reception_stays_many(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)

    rocio = receive(channel="call", sender="+51 900 000 111", at=cast.at)
    other = receive(channel="call", sender="+51 900 000 111", name="Hugo Paz", at=cast.at)
    chat = receive(channel="whatsapp", sender="+51 900 000 111", name="Ro 🌸", at=cast.at)

    assert rocio.person_id == chat.person_id == person
    assert other.is_new


@pytest.mark.parametrize("sender", ["", "call me", "123", "+51"])
def test_a_number_that_is_none_is_refused_in_words(cast: Cast, sender: str) -> None:
    with pytest.raises(UnableToReceive) as refused:
        receive(channel="call", sender=sender, country="PE", at=cast.at)

    assert str(refused.value)


def test_whoever_is_called_back_waits_no_longer(cast: Cast) -> None:
    came = receive(channel="whatsapp", sender="+51900111222", at=cast.at, text="¿Precios?")
    assert came.person_id is not None
    assert Message.objects.get(pk=came.message_id).settled_at is None

    log_call(person_id=came.person_id, direction="outbound", result="talked", by=cast.julia.pk, at=cast.at + MINUTE)

    assert Message.objects.get(pk=came.message_id).settled_by_id == cast.julia.pk
