"""What silence does to a lead: it lapses, or is recycled; each rule spoilt on purpose is noticed."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.lifecycle.crossing import Stays, crossing
from dueto.domain.lifecycle.handoff import Handoff
from dueto.domain.lifecycle.moves import Moved, Refused
from dueto.domain.lifecycle.reasons import Consequence
from dueto.domain.lifecycle.refusals import Reason
from dueto.domain.lifecycle.silence import fall_silent
from dueto.domain.lifecycle.stages import End, Stage
from dueto.domain.lifecycle.standing import Judged, Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.lifecycle.transitions import STATES
from tests.mutant import Mutant
from tests.spoilt import spoilt

DUE = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
TICK = timedelta(microseconds=1)
MODULE = "dueto.domain.lifecycle.silence"
LEAD = Standing(Stage.OPPORTUNITY, ZoneInfo("America/Lima"), handoff=Handoff.ACCEPTED, lapses_at=DUE)


def expected(lead: Standing, as_of: datetime) -> tuple[str, ...]:
    """Return in plain words what the decision record says: the naive opinion."""
    is_due = lead.lapses_at is not None and as_of >= lead.lapses_at
    if (lead.stage, lead.handoff) == ("qualified", "sent"):
        return ("lapse", "prospect", "lapsed", "lapsed", "", "", "") if is_due else ("refused",)
    if lead.handoff == "accepted" and lead.stage in ("accepted", "opportunity") and is_due:
        return ("recycle", "prospect", "accepted", "recycled", "silence", "nurture", "2026-06-16")
    return ("refused",)


def said(module: ModuleType, lead: Standing, as_of: datetime) -> tuple[str, ...]:
    """Return the same of a module."""
    moved = module.fall_silent(lead=lead, as_of=as_of)
    if isinstance(moved, Refused):
        return ("refused",)
    ended = moved.ended
    assert not ended.counts
    assert (moved.at, ended.at, moved.came_from) == (as_of, as_of, lead.stage)
    return (*moved.steps, moved.to, moved.handoff, ended.how, ended.reason, ended.then or "", str(ended.earliest or ""))


def cases() -> list[tuple[Standing, datetime]]:
    """Return every state, without a due instant, before it, at it and behind it."""
    leads = [replace(LEAD, stage=stage, handoff=handoff, lapses_at=due) for (stage, handoff), due in
             product(STATES, (None, DUE))]  # fmt: skip
    return list(product(leads, (DUE - TICK, DUE, DUE + timedelta(minutes=5))))


def test_every_state_does_what_the_decision_says() -> None:
    module = importlib.import_module(MODULE)
    for lead, as_of in cases():
        assert said(module, lead, as_of) == expected(lead, as_of), (lead.state, as_of)


def test_who_comes_back_may_cross_again_the_same_day_with_something_new() -> None:
    moved = fall_silent(lead=LEAD, as_of=DUE)
    assert isinstance(moved, Moved)
    assert moved.ended is not None
    assert (moved.ended.then, moved.ended.earliest) == (Consequence.NURTURE, date(2026, 6, 16))
    again = Standing(Stage.PROSPECT, LEAD.zone, last=moved.ended, judged=Judged(qualified=True, newest_positive_at=DUE))

    assert crossing(lead=again, as_of=DUE + TICK) == Stays(Reason.NOTHING_NEW)
    new = replace(again, judged=Judged(qualified=True, newest_positive_at=DUE + TICK))
    assert not isinstance(crossing(lead=new, as_of=DUE + TICK), Stays)


def test_it_is_no_step_of_marketing_and_goes_backward() -> None:
    moved = fall_silent(lead=LEAD, as_of=DUE)

    assert isinstance(moved, Moved)
    assert moved.is_backward
    assert not moved.owes_answer
    assert moved.steps == (Step.RECYCLE,)
    assert moved.ended is not None
    assert moved.ended.how is End.RECYCLED


MUTANTS = (
    Mutant("before it is due", MODULE, "if missing := is_overdue(lead, as_of):", "if missing := None:"),
    Mutant("a deferred sale too", MODULE, "MAY_FALL_SILENT = (SENT, ACCEPTED, OPPORTUNITY)",
           "MAY_FALL_SILENT = (SENT, ACCEPTED, OPPORTUNITY, (Stage.DEFERRED, lead_handoff))"),
    Mutant("only what was accepted", MODULE, "(SENT, ACCEPTED, OPPORTUNITY)", "(SENT, ACCEPTED)"),
    Mutant("what nobody answered is recycled", MODULE, "if lead.state == SENT:", "if False:"),
    Mutant("out instead of nurture", MODULE, "Consequence.NURTURE", "Consequence.OUT"),
    Mutant("any day of UTC", MODULE, "lead.day_of(as_of)", "as_of.date()"),
    Mutant("without a reason", MODULE, "reason=SILENCE, ", ""),
    Mutant("it is lost", MODULE, "End.RECYCLED, as_of", "End.LOST, as_of"),
    Mutant("it stays a qualified lead", MODULE, "to=Stage.PROSPECT", "to=Stage.QUALIFIED"),
    Mutant("it counts against marketing", MODULE, "counts=False", "counts=True"),
)  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_rule_spoilt_is_noticed(mutant: Mutant) -> None:
    instead = mutant.spoilt.replace("lead_handoff", "ACCEPTED[1]")
    module = spoilt(mutant.module, mutant.original, instead)

    def is_noticed(lead: Standing, as_of: datetime) -> bool:
        try:
            return said(module, lead, as_of) != expected(lead, as_of)
        except AssertionError:
            return True

    assert any(is_noticed(lead, as_of) for lead, as_of in cases()), f"nobody noticed: {mutant.name}"
