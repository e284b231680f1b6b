"""The table of moves: from where each step leads where, and why it does not lead on from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dueto.domain.basics.message import Message, say
from dueto.domain.lifecycle.guards import (
    Guard,
    comes_back_ahead,
    company_is_free,
    crosses,
    has_history,
    has_meeting,
    has_tried,
    is_overdue,
    is_simple,
    is_unprepared,
    is_younger,
    lacks_nothing,
    names_a_reason,
    says_until_when,
    says_why_lost,
)
from dueto.domain.lifecycle.handoff import Handoff
from dueto.domain.lifecycle.reasons import Consequence
from dueto.domain.lifecycle.refusals import Reason
from dueto.domain.lifecycle.stages import End, Stage
from dueto.domain.lifecycle.standing import Standing, State
from dueto.domain.lifecycle.steps import Step


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a step leads, under which guards. `steps` are recorded in place of the step, where it takes several.

    `handoff` is the hand-off after it, `preparation_due` whether preparing is owed then (None: as before).
    """

    to: Stage | Callable[[Standing], Stage]
    handoff: Handoff | None
    because: Message
    guards: tuple[Guard, ...] = ()
    steps: tuple[Step, ...] = ()
    opens: bool = False
    ends: End | None = None
    preparation_due: bool | None = None


def _given_back_to(lead: Standing) -> Stage:
    is_out = lead.reason is not None and lead.reason.then is Consequence.OUT
    return Stage.DISQUALIFIED if is_out else Stage.PROSPECT


def _older(lead: Standing) -> Stage:
    return lead.older or lead.stage


INQUIRY: State = (Stage.INQUIRY, None)
PROSPECT: State = (Stage.PROSPECT, None)
DISQUALIFIED: State = (Stage.DISQUALIFIED, None)
CROSSED: State = (Stage.QUALIFIED, None)
PREPARED: State = (Stage.QUALIFIED, Handoff.PREPARED)
SENT: State = (Stage.QUALIFIED, Handoff.SENT)
ACCEPTED: State = (Stage.ACCEPTED, Handoff.ACCEPTED)
OPPORTUNITY: State = (Stage.OPPORTUNITY, Handoff.ACCEPTED)
DEFERRED: State = (Stage.DEFERRED, Handoff.ACCEPTED)
WON: State = (Stage.WON, Handoff.ACCEPTED)
LOST: State = (Stage.LOST, Handoff.ACCEPTED)

WITHOUT_LEAD = (INQUIRY, PROSPECT, DISQUALIFIED)
WITH_MARKETING = (CROSSED, PREPARED, SENT)
WITH_SALES = (ACCEPTED, OPPORTUNITY, DEFERRED)
SELLING = (OPPORTUNITY, DEFERRED)
CLOSED = (WON, LOST)
STATES = WITHOUT_LEAD + WITH_MARKETING + WITH_SALES + CLOSED

MET = say("Met the definition")
CLAIMED = say("Taken by an executive with the contact on the line; preparation is due")
WITHDRAWN = say("Withdrawn by marketing")
MERGED = say("Merged into the older lead of the same person")
GIVEN_BACK = (names_a_reason, comes_back_ahead, has_tried)

_TABLE: tuple[tuple[tuple[State, ...], Step, Rule], ...] = (
    ((INQUIRY,), Step.BECOME_KNOWN, Rule(Stage.PROSPECT, None, say("Became known"))),
    ((INQUIRY, PROSPECT), Step.DISQUALIFY, Rule(Stage.DISQUALIFIED, None, say("Out for this definition"))),
    ((DISQUALIFIED,), Step.REINSTATE, Rule(Stage.PROSPECT, None, say("No longer out"))),
    ((INQUIRY,), Step.CROSS,
     Rule(Stage.QUALIFIED, None, MET, (crosses,), steps=(Step.BECOME_KNOWN, Step.CROSS), opens=True)),
    ((PROSPECT, *CLOSED), Step.CROSS, Rule(Stage.QUALIFIED, None, MET, (crosses,), opens=True)),
    ((DISQUALIFIED,), Step.CROSS,
     Rule(Stage.QUALIFIED, None, MET, (crosses,), steps=(Step.REINSTATE, Step.CROSS), opens=True)),
    ((INQUIRY,), Step.CLAIM,
     Rule(Stage.ACCEPTED, Handoff.ACCEPTED, CLAIMED, (company_is_free,),
          steps=(Step.BECOME_KNOWN, Step.CLAIM), opens=True, preparation_due=True)),
    ((PROSPECT, *CLOSED), Step.CLAIM,
     Rule(Stage.ACCEPTED, Handoff.ACCEPTED, CLAIMED, (company_is_free,), opens=True, preparation_due=True)),
    ((DISQUALIFIED,), Step.CLAIM,
     Rule(Stage.ACCEPTED, Handoff.ACCEPTED, CLAIMED, (company_is_free,),
          steps=(Step.REINSTATE, Step.CLAIM), opens=True, preparation_due=True)),
    ((CROSSED,), Step.CLAIM,
     Rule(Stage.ACCEPTED, Handoff.ACCEPTED, CLAIMED, (company_is_free,), preparation_due=True)),
    ((PREPARED,), Step.CLAIM,
     Rule(Stage.ACCEPTED, Handoff.ACCEPTED, say("Taken by an executive with the contact on the line"),
          (company_is_free,), steps=(Step.SEND, Step.CLAIM))),
    ((CROSSED,), Step.PREPARE,
     Rule(Stage.QUALIFIED, Handoff.PREPARED, say("Prepared by marketing"), (lacks_nothing, has_history, has_meeting))),
    ((CROSSED,), Step.SEND,
     Rule(Stage.QUALIFIED, Handoff.SENT, say("Prepared and handed over by Dueto"),
          (is_simple, lacks_nothing, has_history, has_meeting), steps=(Step.PREPARE, Step.SEND))),
    ((PREPARED,), Step.SEND, Rule(Stage.QUALIFIED, Handoff.SENT, say("Handed over to sales"))),
    ((SENT,), Step.ACCEPT, Rule(Stage.ACCEPTED, Handoff.ACCEPTED, say("Accepted by sales"))),
    ((SENT,), Step.RETURN,
     Rule(_given_back_to, Handoff.RETURNED, say("Returned by sales: {reason} ({then})"), GIVEN_BACK,
          ends=End.RETURNED)),
    ((SENT,), Step.LAPSE,
     Rule(Stage.PROSPECT, Handoff.LAPSED, say("Lapsed without an answer from sales"), (is_overdue,), ends=End.LAPSED)),
    ((CROSSED,), Step.WITHDRAW, Rule(Stage.PROSPECT, None, WITHDRAWN, ends=End.WITHDRAWN)),
    ((PREPARED, SENT), Step.WITHDRAW, Rule(Stage.PROSPECT, Handoff.WITHDRAWN, WITHDRAWN, ends=End.WITHDRAWN)),
    ((ACCEPTED,), Step.OPEN_OPPORTUNITY,
     Rule(Stage.OPPORTUNITY, Handoff.ACCEPTED, say("The contact takes part in the buying process"))),
    ((OPPORTUNITY,), Step.STEP_BACK,
     Rule(Stage.ACCEPTED, Handoff.ACCEPTED, say("It was no sales opportunity yet"))),
    (SELLING, Step.WIN, Rule(Stage.WON, Handoff.ACCEPTED, say("It was won"), ends=End.WON)),
    (SELLING, Step.LOSE,
     Rule(Stage.LOST, Handoff.ACCEPTED, say("It was lost: {reason}"), (says_why_lost, comes_back_ahead),
          ends=End.LOST)),
    (SELLING, Step.DEFER, Rule(Stage.DEFERRED, Handoff.ACCEPTED, say("It waits until {until}"), (says_until_when,))),
    ((DEFERRED,), Step.RESUME, Rule(Stage.OPPORTUNITY, Handoff.ACCEPTED, say("It goes on"))),
    (CLOSED, Step.REOPEN, Rule(Stage.OPPORTUNITY, Handoff.ACCEPTED, say("It was opened again"), (company_is_free,))),
    (WITH_SALES, Step.RECYCLE,
     Rule(_given_back_to, Handoff.ACCEPTED, say("Recycled by sales: {reason} ({then})"), GIVEN_BACK,
          ends=End.RECYCLED)),
    (WITH_SALES, Step.PREPARE,
     # No meeting is asked for: whoever claimed has spoken with the contact.
     Rule(lambda lead: lead.stage, Handoff.ACCEPTED, say("Prepared after the claim"),
          (is_unprepared, lacks_nothing, has_history), preparation_due=False)),
    ((CROSSED,), Step.MERGE, Rule(_older, None, MERGED, (is_younger,), ends=End.MERGED)),
    ((PREPARED, SENT), Step.MERGE, Rule(_older, Handoff.WITHDRAWN, MERGED, (is_younger,), ends=End.MERGED)),
    (WITH_SALES, Step.MERGE, Rule(_older, Handoff.ACCEPTED, MERGED, (is_younger,), ends=End.MERGED)),
)  # fmt: skip

TRANSITIONS: Mapping[tuple[State, Step], Rule] = MappingProxyType(
    {(state, step): rule for states, step, rule in _TABLE for state in states}
)

_BETTER_SAID: tuple[tuple[tuple[State, ...], tuple[Step, ...], Reason], ...] = (
    (WITHOUT_LEAD, (Step.PREPARE, Step.SEND, Step.ACCEPT, Step.RETURN, Step.LAPSE, Step.WITHDRAW, Step.RECYCLE,
                    Step.OPEN_OPPORTUNITY, Step.WIN, Step.LOSE, Step.DEFER, Step.MERGE), Reason.NO_LEAD),
    (CLOSED, (Step.PREPARE, Step.SEND, Step.ACCEPT, Step.RETURN, Step.LAPSE, Step.WITHDRAW, Step.RECYCLE,
              Step.OPEN_OPPORTUNITY, Step.WIN, Step.LOSE, Step.DEFER, Step.MERGE), Reason.ENDED),
    (WITH_MARKETING + WITH_SALES, (Step.CROSS, Step.DISQUALIFY, Step.REOPEN), Reason.LEAD_IS_OPEN),
    ((CROSSED, PREPARED), (Step.ACCEPT, Step.RETURN, Step.LAPSE), Reason.NOT_SENT),
    ((PREPARED,), (Step.PREPARE,), Reason.ALREADY_PREPARED),
    ((SENT,), (Step.PREPARE, Step.SEND, Step.CLAIM), Reason.ALREADY_SENT),
    (WITH_SALES, (Step.SEND, Step.ACCEPT, Step.RETURN, Step.LAPSE, Step.WITHDRAW, Step.CLAIM),
     Reason.ALREADY_ACCEPTED),
    (WITH_MARKETING, (Step.RECYCLE, Step.OPEN_OPPORTUNITY, Step.WIN, Step.LOSE, Step.DEFER), Reason.NOT_ACCEPTED),
    ((ACCEPTED,), (Step.STEP_BACK, Step.WIN, Step.LOSE, Step.DEFER), Reason.NO_OPPORTUNITY),
)  # fmt: skip

WHY_NOT: Mapping[tuple[State, Step], Reason] = MappingProxyType(
    {(state, step): reason for states, steps, reason in _BETTER_SAID for step in steps for state in states}
)
"""Why a step does not lead on, where more can be said than that it does not."""
