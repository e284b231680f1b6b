"""One step of a lead: where it leads, or why it may not be taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dueto.domain.agreement.promises import CONSEQUENCES
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.lifecycle.handoff import Handoff
from dueto.domain.lifecycle.refusals import SAYS, Reason
from dueto.domain.lifecycle.stages import HOW_FAR, End, Stage
from dueto.domain.lifecycle.standing import Ended, Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.lifecycle.transitions import TRANSITIONS, WHY_NOT, Rule


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a step has led. `steps` are all that the journal records, in order; `ended` is set where a passage ended.

    `handoff` is what becomes of the hand-off of this passage. `proof` names the activities by which a passage
    opened, `until` is the day on which a deferred one comes back.
    """

    came_from: Stage
    to: Stage
    handoff: Handoff | None
    at: datetime
    because: Message
    steps: tuple[Step, ...]
    opens: bool = False
    proof: tuple[int, ...] = ()
    ended: Ended | None = None
    until: date | None = None
    preparation_due: bool = False

    @property
    def is_backward(self) -> bool:
        """Whether it goes back; legal, and counted apart. A new passage is not, nor one that joins an older."""
        is_new = self.opens or (self.ended is not None and self.ended.how is End.MERGED)
        return not is_new and HOW_FAR[self.to] < HOW_FAR[self.came_from]

    @property
    def owes_answer(self) -> bool:
        """Whether marketing owes sales an answer to this."""
        return self.ended is not None and self.ended.how is End.RETURNED


@dataclass(frozen=True, slots=True)
class Refused:
    """The step is not taken, and why."""

    reason: Reason
    stage: Stage
    step: Step

    @property
    def says(self) -> Message:
        """The reason in words."""
        return SAYS[self.reason]


def move(*, lead: Standing, step: Step, as_of: datetime) -> Moved | Refused:
    """Answer where `step` takes the lead, or why it may not be taken."""
    rule = TRANSITIONS.get((lead.state, step))
    if rule is None:
        return Refused(WHY_NOT.get((lead.state, step), Reason.NOT_FROM_HERE), stage=lead.stage, step=step)
    for guard in rule.guards:
        if missing := guard(lead, as_of):
            return Refused(missing, stage=lead.stage, step=step)
    to = rule.to if isinstance(rule.to, Stage) else rule.to(lead)
    is_due = lead.preparation_due if rule.preparation_due is None else rule.preparation_due
    return Moved(
        came_from=lead.stage,
        to=to,
        handoff=rule.handoff,
        at=as_of,
        because=_said(rule.because, lead),
        steps=rule.steps or (step,),
        opens=rule.opens,
        proof=lead.judged.proof if rule.opens else (),
        ended=_ended(rule, lead, as_of),
        until=lead.told.until if step is Step.DEFER else None,
        preparation_due=is_due and rule.ends is None,
    )


def _said(because: Message, lead: Standing) -> Message:
    values: dict[str, Value] = {}
    if "{reason}" in because.text:
        values["reason"] = lead.told.reason
    if "{then}" in because.text and lead.reason is not None:
        values["then"] = CONSEQUENCES[lead.reason.then]
    if "{until}" in because.text and lead.told.until is not None:
        values["until"] = lead.told.until
    return say(because.text, **values)


def _ended(rule: Rule, lead: Standing, as_of: datetime) -> Ended | None:
    if rule.ends is None:
        return None
    ended = Ended(rule.ends, as_of)
    if rule.ends is End.LOST:
        return replace(ended, reason=lead.told.reason, to_whom=lead.told.to_whom, earliest=lead.told.earliest)
    if rule.ends in (End.RETURNED, End.RECYCLED) and lead.reason is not None:
        given = lead.reason
        return replace(
            ended, reason=given.name, then=given.then, counts=given.counts, earliest=_earliest(lead, given.days, as_of)
        )
    return ended


def _earliest(lead: Standing, days: int | None, as_of: datetime) -> date | None:
    """Return the day from which somebody may come again: the one they said, else so many days from today."""
    if lead.told.earliest is not None or days is None:
        return lead.told.earliest
    return lead.day_of(as_of) + timedelta(days=days)
