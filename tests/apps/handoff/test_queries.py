"""The reads of sales: their order, their numbers against a naive recount, and a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from dueto.apps.agreements.models import Agreement
from dueto.apps.base.models import Card, Company, Person, Source
from dueto.apps.handoff.access import handoff_for
from dueto.apps.handoff.models import Clock, Handoff, Return
from dueto.apps.handoff.queries.desk import desk_of
from dueto.apps.handoff.queries.outcomes import outcomes_of
from dueto.apps.handoff.queries.passage import passage_of
from dueto.apps.handoff.queries.returns import returns_for
from dueto.apps.leads.models import Lead
from tests.cast import Cast
from tests.web.handed import HOUR, handed, long_ago_cast

pytestmark = pytest.mark.django_db
FAR = datetime(9999, 1, 1, tzinfo=UTC)
LIMA = ZoneInfo("America/Lima")
ENDS = ("won", "lost", "recycled", "merged", "withdrawn")


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


def crowd(people: Cast, agreement: Agreement, *, count: int, seed: int) -> list[Handoff]:
    """Write random hand-offs of every state and end, by three executives and from four origins."""
    rng, now = Random(seed), datetime.now(UTC)
    sources = [
        None,
        *(
            Source.objects.create(channel=channel, campaign=campaign, fingerprint=f"{seed}{channel}{campaign}")
            for channel, campaign in (("feria", ""), ("feria", "andina"), ("webinar", "auditorias"))
        ),
    ]
    made = []
    for number in range(count):
        at = now - timedelta(days=rng.choice([1, 30, 200, 364, 400]), minutes=rng.randrange(600))
        company = Company.objects.create(name=f"C{seed}.{number}", key=f"c{seed}.{number}", created_at=at)
        person = Person.objects.create(created_at=at, company=company)
        Card.objects.create(person=person, full_name=f"P{number}", company=company.name, country="PE", searchable="")
        state = rng.choice(["sent", "accepted", "accepted", "returned"])
        end = "returned" if state == "returned" else rng.choice(["", *ENDS]) if state == "accepted" else ""
        lead = Lead.objects.create(
            person=person, company=company, definition="negocio nuevo", agreement=agreement, crossed_at=at,
            entered_at=at, stage="qualified" if state == "sent" else rng.choice(["accepted", "opportunity"]),
            is_fast=rng.random() < 0.2,
            fit=rng.randrange(80), origin=rng.choice(sources), end=end, ended_at=at if end else None,
            counts=rng.random() < 0.5, end_reason="precio" if end == "lost" else "", to_whom="",
        )  # fmt: skip
        executive = rng.choice([people.julia, people.diego, people.camila])
        handoff = Handoff.objects.create(
            lead=lead, state=state, executive=executive, sent_at=at, is_fast=lead.is_fast,
            answered_at=at if state != "sent" else None,
        )  # fmt: skip
        if not end:
            Clock.objects.create(handoff=handoff, kind="answer" if state == "sent" else "update", side="sales",
                                 owed_by=executive, started_at=at, budget=4 * HOUR, due_at=at + 4 * HOUR)  # fmt: skip
        if state == "returned":
            Return.objects.create(handoff=handoff, by=executive, reason="demasiado pequeña", returned_at=at,
                                  answered_at=at if rng.random() < 0.3 else None)  # fmt: skip
        made.append(handoff)
    return made


@pytest.mark.parametrize("seed", range(5))
def test_the_outcomes_are_what_a_recount_finds(people: Cast, seed: int) -> None:
    crowd(people, people.agreement, count=60, seed=seed)
    now = datetime.now(UTC)
    everything = list(Handoff.objects.select_related("lead__origin", "lead__agreement", "executive"))
    year = [one for one in everything if one.sent_at and one.sent_at > now - timedelta(days=365)]

    found = outcomes_of(as_of=now)

    assert found.unanswered_count == sum(one.state == "sent" for one in everything)
    assert found.without_count == sum(one.state == "accepted" and not one.lead.end for one in everything)
    for lines, key in (
        (
            found.by_origin,
            lambda one: (one.lead.origin.channel, one.lead.origin.campaign) if one.lead.origin else ("", ""),
        ),
        (found.by_executive, lambda one: (one.executive.name, "")),
        (found.by_version, lambda one: (str(one.lead.agreement.number), "")),
    ):
        assert {(line.label, line.campaign): line.sent for line in lines} == Counter(map(key, year))
        for line in lines:
            own = [one for one in year if key(one) == (line.label, line.campaign)]
            accepted = [one for one in own if one.state == "accepted"]
            charged = [one for one in own if one.lead.end == "returned" and one.lead.counts]
            ended = [one for one in own if one.lead.end in ("won", "lost", "recycled")]
            assert (line.accepted.won, line.accepted.known) == (len(accepted), len(accepted) + len(charged))
            assert (line.won.won, line.won.known) == (sum(one.lead.end == "won" for one in own), len(ended))
    assert sum(loss.count for loss in found.losses) == sum(one.lead.end == "lost" for one in year)


def test_an_executive_is_compared_with_nobody(people: Cast) -> None:
    crowd(people, people.agreement, count=30, seed=9)

    found = outcomes_of(as_of=datetime.now(UTC), executive=people.julia.pk, names=False)

    assert found.by_executive == ()
    assert {one.executive for one in (*found.unanswered, *found.without)} <= {"Julia Montes"}


@pytest.mark.parametrize("seed", range(5))
def test_the_desk_takes_fast_ones_first_then_least_time_then_score(people: Cast, seed: int) -> None:
    made = crowd(people, people.agreement, count=40, seed=seed)
    desk = desk_of(member_id=people.julia.pk, zone=LIMA, as_of=datetime.now(UTC))

    waiting = [(not entry.is_fast, entry.face.due_at if entry.face else None, -entry.score) for entry in desk.waiting]
    assert waiting == sorted(waiting, key=lambda one: (one[0], one[1] is None, one[1] or FAR, one[2]))
    mine = {one.pk for one in made if one.executive_id == people.julia.pk and not one.lead.end}
    assert {entry.handoff_id for entry in (*desk.waiting, *desk.later)} == mine
    assert len(desk.waiting) + len(desk.later) == len(mine)


def test_what_is_planned_waits_for_its_time(people: Cast) -> None:
    made = handed(to=people.julia)
    now = datetime.now(UTC)
    Handoff.objects.filter(pk=made.pk).update(state="accepted", next_attempt_at=now + timedelta(hours=1))
    Lead.objects.filter(pk=made.lead_id).update(stage="accepted")
    made.clocks.filter(kind="first_contact").update(stopped_at=now)

    before = desk_of(member_id=people.julia.pk, zone=LIMA, as_of=now)
    after = desk_of(member_id=people.julia.pk, zone=LIMA, as_of=now + timedelta(hours=1))

    assert ([one.handoff_id for one in before.waiting], [one.handoff_id for one in before.later]) == ([], [made.pk])
    assert ([one.handoff_id for one in after.waiting], [one.handoff_id for one in after.later]) == ([made.pk], [])


def test_the_week_counts_what_came_since_monday(people: Cast) -> None:
    made = handed(to=people.julia)
    sent = made.sent_at
    assert sent is not None

    this = desk_of(member_id=people.julia.pk, zone=LIMA, as_of=sent + timedelta(minutes=1)).week
    Clock.objects.filter(handoff=made, kind="answer").update(breached_at=sent, due_at=sent)
    late = desk_of(member_id=people.julia.pk, zone=LIMA, as_of=sent + timedelta(minutes=1)).week
    next_one = desk_of(member_id=people.julia.pk, zone=LIMA, as_of=sent + timedelta(days=7)).week

    assert (this.received, this.in_time) == (1, 1)
    assert (late.received, late.in_time) == (1, 0)
    assert next_one.received == 0


@pytest.mark.parametrize("count", [3, 40])
def test_each_page_asks_as_often_whatever_there_is(
    people: Cast, django_assert_num_queries, django_assert_max_num_queries, count: int
) -> None:
    crowd(people, people.agreement, count=count, seed=count)
    handed(to=people.julia)
    now = datetime.now(UTC)
    Agreement.objects.first()

    with django_assert_num_queries(4):
        desk_of(member_id=people.julia.pk, zone=LIMA, as_of=now)
    with django_assert_num_queries(9):
        outcomes_of(as_of=now)
    with django_assert_max_num_queries(4):
        returns_for(by=None, as_of=now)


def test_one_handoff_is_read_in_nine_queries(people: Cast, django_assert_num_queries) -> None:
    made = handed(to=people.julia)
    handoff_for(people.julia, made.pk)

    with django_assert_num_queries(9):
        passage = passage_of(handoff_for(people.julia, made.pk), as_of=datetime.now(UTC))

    assert passage.case.verdict.qualified
    assert passage.face is not None
    assert passage.why
