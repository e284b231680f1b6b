"""Sales falls silent: hand-offs lapse and leads are recycled by themselves, at the exact instant, once."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from dueto.apps.agreements.models import Agreement
from dueto.apps.handoff import actions
from dueto.apps.handoff.actions import silencing
from dueto.apps.handoff.models import Clock, Handoff, Notice
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Lead
from dueto.apps.team.models import Absence
from dueto.domain.agreement.canonical import fingerprint
from tests.cast import Cast
from tests.thread import crossed

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY, TICK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)


def agree(**spans: str) -> None:
    """Let the version in force allow so much silence in each stage, and none elsewhere."""
    row = Agreement.objects.get(number=4)
    document = deepcopy(row.document)
    for stage in document["process"]:
        stage.get("clock", {}).pop("recycle_after", None)
        if stage["stage"] in spans:
            stage.setdefault("clock", {})["recycle_after"] = spans[stage["stage"]]
    Agreement.objects.filter(pk=row.pk).update(document=document, hash=fingerprint(document))


def sold(cast: Cast) -> Handoff:
    """Return a hand-off with an open sales opportunity; Julia did something last two hours after it was sent."""
    handoff = crossed(at=cast.at)
    actions.accept(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + HOUR)
    actions.open_opportunity(
        handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + 2 * HOUR, amount=Decimal(900), currency="USD"
    )
    return Handoff.objects.get(pk=handoff.pk)


def run(handoff: Handoff, at: datetime) -> Lead:
    """Return the lead after the worker looked at `at`, as often as there was something to see."""
    while actions.bring_back_silent(at=at):
        pass
    return Lead.objects.get(pk=handoff.lead_id)


def test_a_sale_nobody_touches_is_recycled_at_the_exact_instant(cast: Cast) -> None:
    agree(opportunity="16h")
    handoff = sold(cast)
    due = cast.at + 2 * DAY  # 6.5 hours of Tuesday, 9 of Wednesday, half an hour of Thursday

    assert handoff.silent_at == due
    assert run(handoff, due - TICK).is_open
    lead = run(handoff, due + 3 * DAY)

    assert (lead.stage, lead.end, lead.end_reason, lead.then) == ("prospect", "recycled", "silence", "nurture")
    assert (lead.ended_at, lead.earliest, lead.counts) == (due, date(2026, 6, 18), False)
    assert set(handoff.clocks.values_list("stopped_at", flat=True)) - {None} == {
        cast.at + HOUR,
        cast.at + 2 * HOUR,
        due,
    }
    told = set(Notice.objects.filter(kind="silent").values_list("member__name", flat=True))
    assert cast.julia.name in told
    assert {member.role for member in cast.everybody if member.name in told} == {"sales", "manager"}
    entry = Entry.objects.get(tag=Tag.HANDOFF_SILENT)
    assert (entry.happened_at, entry.by_id) == (due, None)
    assert lead.moves.latest("id").step == "recycle"


def test_two_workers_bring_it_back_once(cast: Cast) -> None:
    agree(opportunity="16h")
    handoff = sold(cast)
    late = cast.at + 9 * DAY

    assert [silencing._look_at(handoff.pk, at=late) for _ in range(2)] == [True, False]
    assert actions.bring_back_silent(at=late) == 0
    assert Entry.objects.filter(tag=Tag.HANDOFF_SILENT).count() == 1
    assert Notice.objects.filter(kind="silent", member=cast.julia).count() == 1


def test_whatever_sales_does_begins_it_anew_even_after_its_time_while_nobody_looked(cast: Cast) -> None:
    agree(opportunity="16h")
    handoff = sold(cast)

    actions.attempt(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + 3 * DAY, channel="call", result="no_answer")

    assert run(handoff, cast.at + 4 * DAY).is_open
    assert run(handoff, cast.at + 9 * DAY).ended_at == cast.at + 6 * DAY + 8 * HOUR


def test_a_deferred_sale_waits_and_is_counted_from_when_it_goes_on(cast: Cast) -> None:
    agree(opportunity="16h")
    handoff = sold(cast)
    actions.defer(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + 3 * HOUR, until=date(2026, 8, 3))

    assert run(handoff, cast.at + 40 * DAY).is_open
    actions.resume(handoff_id=handoff.pk, by=None, at=cast.at + 48 * DAY)
    assert run(handoff, cast.at + 49 * DAY).is_open
    assert run(handoff, cast.at + 60 * DAY).ended_at == cast.at + 49 * DAY + 7 * HOUR


def test_a_meeting_ahead_keeps_it_and_a_plan_keeps_it_until_its_time(cast: Cast) -> None:
    agree(accepted="16h")
    met, planned = crossed(at=cast.at), crossed(at=cast.at, visitor="v-2", email="eva@otra.example", company="Otra")
    for handoff in (met, planned):
        actions.accept(handoff_id=handoff.pk, by=handoff.executive_id or 0, at=cast.at)
    Handoff.objects.filter(pk=met.pk).update(meeting_at=cast.at + 7 * DAY)
    actions.plan_attempt(
        handoff_id=planned.pk, by=planned.executive_id or 0, at=cast.at, next_at=cast.at + 8 * DAY + MINUTE
    )

    assert run(met, cast.at + 8 * DAY).is_open
    assert run(planned, cast.at + 8 * DAY).is_open
    assert run(met, cast.at + 12 * DAY).ended_at == cast.at + 8 * DAY + 7 * HOUR
    assert run(planned, cast.at + 12 * DAY).ended_at == cast.at + 8 * DAY + MINUTE


def test_a_hand_off_that_nobody_answers_lapses_though_it_was_passed_on_by_itself(cast: Cast) -> None:
    agree(qualified="16h")
    handoff = crossed(at=cast.at)
    first = handoff.executive_id
    while actions.climb(at=cast.at + DAY + 4 * HOUR):
        pass
    handoff.refresh_from_db()
    assert handoff.executive_id != first
    assert handoff.heard_at == cast.at

    lead = run(handoff, cast.at + 9 * DAY)

    handoff.refresh_from_db()
    assert (handoff.state, lead.end, lead.stage, handoff.silent_at) == ("lapsed", "lapsed", "prospect", None)
    assert handoff.clocks.get(kind="answer", owed_by=first).state == "missed"
    with pytest.raises(actions.UnableTo):
        actions.accept(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + 9 * DAY)


def test_it_counts_the_working_time_of_whoever_has_it(cast: Cast) -> None:
    agree(opportunity="16h")
    handoff = sold(cast)
    Absence.objects.create(member=cast.julia, began_at=cast.at + 3 * HOUR, ended_at=cast.at + 20 * DAY)

    assert run(handoff, cast.at + 19 * DAY).is_open
    assert not run(handoff, cast.at + 23 * DAY).is_open


def test_without_such_a_promise_or_after_its_end_nothing_is_looked_at(cast: Cast) -> None:
    agree()
    assert sold(cast).silent_at is None

    agree(opportunity="16h")
    Handoff.objects.update(silent_at=cast.at)
    Lead.objects.update(ended_at=cast.at)
    assert actions.bring_back_silent(at=cast.at + DAY) == 1
    assert Handoff.objects.get().silent_at is None


def test_while_nothing_is_due_one_query_by_the_index_is_asked(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    sold(cast)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert actions.bring_back_silent(at=cast.at + DAY) == 0
    if connection.vendor == "sqlite":
        plan = Handoff.objects.filter(silent_at__lte=cast.at).order_by("silent_at", "id")[:50].explain()
        assert "handoff_silent" in plan
        plan = Clock.objects.filter(next_at__lte=cast.at).order_by("next_at", "id")[:50].explain()
        assert "clock_to_look_at" in plan
        plan = Lead.objects.filter(wakes_at__lte=cast.at).order_by("wakes_at", "id")[:50].explain()
        assert "lead_waking" in plan


def test_silence_from_before_the_agreement_does_not_count(cast: Cast) -> None:
    agree(opportunity="16h")
    handoff = sold(cast)
    Agreement.objects.filter(number=4).update(effective_at=cast.at + 7 * DAY)

    assert run(handoff, cast.at + 8 * DAY).is_open
    assert run(handoff, cast.at + 12 * DAY).ended_at == cast.at + 8 * DAY + 7 * HOUR
