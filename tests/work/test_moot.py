"""Clocks whose reason went away: neither kept nor missed, in no share; what was missed before stays missed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dueto.apps.handoff.actions import accept, bring_back_silent, forget_leads, give_back, reassign
from dueto.apps.handoff.actions.merging import end_younger, open_leads_of, put_back
from dueto.apps.handoff.board import counts
from dueto.apps.handoff.clocks import agreement_of
from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.handoff.queries.desk import week_of
from dueto.apps.handoff.queries.faces import face_of
from dueto.domain.commitments.period import period_of
from dueto.domain.commitments.share import Share
from tests.cast import Cast
from tests.thread import crossed
from tests.work.test_silence import agree

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIMA = ZoneInfo("America/Lima")


def shares(cast: Cast, *, at: Any) -> dict[str, Share]:
    """Return of each kind of clock how many were kept in the month."""
    month = period_of("month", as_of=at, zone=LIMA)
    return dict(counts.in_time(month, as_of=at))


def states(handoff: Handoff) -> dict[str, str]:
    """Return how each clock of a hand-off ended."""
    return dict(handoff.clocks.values_list("kind", "state"))


def test_whoever_is_forgotten_leaves_no_promise_kept(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive is not None

    forget_leads(person_ids=[handoff.lead.person_id], by=cast.nora.pk, at=cast.at + HOUR)

    assert set(states(handoff).values()) == {"moot"}
    assert shares(cast, at=cast.at + DAY) == dict.fromkeys(("answer", "first_contact", "attempts"), Share())
    week = week_of(member_id=handoff.executive.pk, zone=LIMA, as_of=cast.at + DAY)
    assert (week.received, week.in_time) == (0, 0)
    clock = handoff.clocks.get(kind="answer")
    face = face_of(clock, agreement=agreement_of(handoff), as_of=cast.at + DAY)
    assert (str(face.words), face.is_moot, face.is_done, face.is_late) == ("no longer owed", True, False, False)
    assert clock.next_at is None


def test_what_was_missed_before_stays_missed(cast: Cast) -> None:
    handoff = crossed(at=cast.at)

    forget_leads(person_ids=[handoff.lead.person_id], by=cast.nora.pk, at=cast.at + DAY)

    assert states(handoff) == {"answer": "missed", "first_contact": "missed", "attempts": "moot"}
    assert shares(cast, at=cast.at + 2 * DAY)["answer"] == Share(0, 1)


def test_what_was_kept_before_stays_kept(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id is not None
    accept(handoff_id=handoff.pk, by=handoff.executive_id, at=cast.at + HOUR / 4)

    forget_leads(person_ids=[handoff.lead.person_id], by=cast.nora.pk, at=cast.at + HOUR / 2)

    assert states(handoff) == {"answer": "met", "first_contact": "moot", "attempts": "moot"}
    assert shares(cast, at=cast.at + DAY)["answer"] == Share(1, 1)


def test_a_return_is_an_answer_and_no_first_contact(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id is not None

    give_back(handoff_id=handoff.pk, by=handoff.executive_id, at=cast.at + HOUR, reason="demasiado pequeña")

    ended = states(handoff)
    assert ended.pop("answer_return") == "running"
    assert ended == {"answer": "met", "first_contact": "moot", "attempts": "moot"}
    assert shares(cast, at=cast.at + HOUR)["answer"] == Share(1, 1)


def test_what_is_passed_on_in_time_was_kept_by_nobody(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    before = handoff.executive
    assert before is not None
    to = cast.diego if before.pk != cast.diego.pk else cast.camila

    reassign(handoff_id=handoff.pk, to=to.pk, by=cast.bruno.pk, at=cast.at + HOUR)

    assert set(handoff.clocks.filter(owed_by=before).values_list("state", flat=True)) == {"moot"}
    assert set(handoff.clocks.filter(owed_by=to).values_list("state", flat=True)) == {"running"}


def test_the_younger_of_two_who_are_one_owes_nothing_until_they_come_apart(cast: Cast) -> None:
    older = crossed(at=cast.at)
    younger = crossed(at=cast.at + HOUR, visitor="v-2", email="otra@otra.example", phone="", company="Otra")
    first, second = open_leads_of([older.lead.person_id, younger.lead.person_id])

    before = end_younger(second, older=first, by=None, at=cast.at + 2 * HOUR)
    assert set(states(younger).values()) == {"moot"}
    assert set(states(older).values()) == {"running"}

    put_back(before, at=cast.at + 3 * HOUR)
    assert set(states(younger).values()) == {"running"}
    assert not Clock.objects.filter(handoff=younger, next_at=None).exists()


def test_what_came_back_by_itself_is_no_longer_owed(cast: Cast) -> None:
    agree(qualified="16h")
    handoff = crossed(at=cast.at)

    bring_back_silent(at=cast.at + 9 * DAY)

    assert states(handoff) == {"answer": "missed", "first_contact": "missed", "attempts": "moot"}
