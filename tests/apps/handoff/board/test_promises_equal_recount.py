"""The numbers of the promises against a recount over plain values, one passage after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.apps.agreements.models import Agreement
from dueto.apps.agreements.queries import in_force
from dueto.apps.handoff.board.goal import goal
from dueto.apps.handoff.board.promises import promises, term_of
from dueto.domain.commitments.period import Period, period_before, period_of
from dueto.domain.commitments.promise import What
from dueto.domain.commitments.share import Share
from tests.apps.handoff.board.history import Passage, Told, drawn, write
from tests.cast import Cast

LIMA = ZoneInfo("America/Lima")
STEP = timedelta(microseconds=1)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards: examples do not see each other."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def within(at: datetime | None, month: Period, as_of: datetime) -> bool:
    return at is not None and at <= as_of and month.begins_on <= at.astimezone(LIMA).date() < month.ends_on


def acceptance(passages: list[Passage], month: Period, as_of: datetime) -> Share:
    kept = of = 0
    for passage in passages:
        if passage.sent_at is None or not within(passage.answered_at, month, as_of):
            continue
        if passage.state == "accepted":
            kept, of = kept + 1, of + 1
        elif passage.state == "returned" and passage.counts:
            of += 1
    return Share(kept, of)


def complete(passages: list[Passage], month: Period, as_of: datetime) -> Share:
    sent = [passage for passage in passages if passage.state and within(passage.sent_at, month, as_of)]
    return Share(sum(not passage.lacks for passage in sent), len(sent))


def in_time(passages: list[Passage], kind: str, month: Period, as_of: datetime) -> Share:
    kept = of = 0
    for clock in (clock for passage in passages for clock in passage.clocks if clock.kind == kind):
        if not within(clock.started_at, month, as_of):
            continue
        if clock.stopped_at is not None:
            if clock.is_moot and (clock.due_at is None or clock.stopped_at <= clock.due_at):
                continue
            of += 1
            kept += clock.due_at is None or clock.stopped_at <= clock.due_at
        elif clock.due_at is not None and clock.due_at <= as_of:
            of += 1
    return Share(kept, of)


def told(passages: list[Passage], month: Period, as_of: datetime, term: timedelta) -> Share:
    kept = of = 0
    end = min(as_of, month.ends_at - STEP)
    for passage in passages:
        if passage.state != "accepted" or passage.answered_at is None:
            continue
        if not month.begins_at - term <= passage.answered_at <= end - term:
            continue
        of += 1
        is_fresh = passage.updated_at is not None and passage.updated_at >= end - term
        kept += bool(passage.end) or passage.stage == "deferred" or is_fresh
    return Share(kept, of)


def running(passages: list[Passage], kind: str, as_of: datetime) -> tuple[int, int, int]:
    found = [clock for passage in passages for clock in passage.clocks if clock.kind == kind and not clock.stopped_at]
    late = [clock for clock in found if clock.due_at and clock.due_at <= as_of]
    ahead = [clock for clock in found if clock not in late]
    day = as_of.astimezone(LIMA).date()
    today = [clock for clock in ahead if clock.due_at and clock.due_at.astimezone(LIMA).date() == day]
    return len(ahead), len(today), len(late)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), hours=st.integers(0, 40 * 24), earlier=st.booleans())
def test_every_promise_stands_as_a_recount_says(cast: Cast, seed: int, hours: int, earlier: bool) -> None:
    as_of = cast.at + timedelta(hours=hours)
    passages = drawn(Random(seed), as_of=as_of, executives=[cast.julia.pk, cast.diego.pk])
    agreement = in_force(as_of)
    assert agreement is not None
    month = period_of("month", as_of=as_of, zone=LIMA)
    month = period_before(month) if earlier else month
    with undone():
        write(passages, agreement=Agreement.objects.get(pk=agreement.id))

        found = promises(agreement, as_of=as_of, month=month)

        counted = found.about(What.QUALIFIED)
        assert counted is not None
        assert counted.count == sum(
            within(passage.crossed_at, month, as_of) and passage.end != "merged" for passage in passages
        )
        expected = {
            What.ACCEPTANCE: acceptance(passages, month, as_of),
            What.COMPLETE: complete(passages, month, as_of),
            What.ANSWER: in_time(passages, "answer", month, as_of),
            What.FIRST_CONTACT: in_time(passages, "first_contact", month, as_of),
            What.ANSWER_RETURNS: in_time(passages, "answer_return", month, as_of),
            What.OUTCOME: told(passages, month, as_of, term_of(agreement.record)),
        }
        for what, share in expected.items():
            standing = found.about(what)
            assert standing is not None
            assert (what, standing.share) == (what, share)
        for what, kind in ((What.ANSWER, "answer"), (What.FIRST_CONTACT, "first_contact")):
            standing = found.about(what)
            assert standing is not None
            open = standing.open
            assert (open.running, open.due_today, open.late) == running(passages, kind, as_of)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), target=st.sampled_from([None, 50_000]))
def test_the_goal_stands_as_a_recount_says(cast: Cast, seed: int, target: int | None) -> None:
    as_of = cast.at
    passages = drawn(Random(seed), as_of=as_of, executives=[cast.julia.pk])
    month = period_of("month", as_of=as_of, zone=LIMA)
    won = [one for one in passages if one.end == "won" and within(one.closed_at, month, as_of)]
    record = {"goals": [{"revenue": target, "currency": "USD", "per": "month"}]} if target else {}
    with undone():
        write(passages, agreement=cast.agreement)

        found = goal(record, month=month, as_of=as_of)

        amounts = {code: sum(one.amount for one in won if one.currency == code) for code in ("USD", "EUR")}
        assert found.wins == len(won)
        assert {found.currency: found.won, **dict(found.others)}.items() >= {
            code: amount for code, amount in amounts.items() if amount
        }.items()
        assert found.percent == (amounts["USD"] * 100 // target if target else None)


def test_a_clock_that_nobody_stopped_is_missed_from_its_due_instant_on() -> None:
    at = datetime(2026, 6, 16, 14, tzinfo=UTC)
    month = period_of("month", as_of=at, zone=LIMA)
    passage = Passage(at, clocks=(Told("answer", at, at + timedelta(hours=1)),))

    assert in_time([passage], "answer", month, at + timedelta(hours=1)) == Share(0, 1)
    assert in_time([passage], "answer", month, at + timedelta(minutes=59)) == Share(0, 0)
