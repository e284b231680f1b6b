"""Each rule of the lifecycle spoilt on purpose must be noticed by the comparison with the oracle."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

import pytest

from tests.domain.lifecycle.cases import Room, drawn, drawn_tries
from tests.domain.world import spoilt_world
from tests.mutant import Mutant

CASES, TRIES = 7000, 2000


MUTANTS = (
    Mutant("crossing without a verdict", "crossing", "if not lead.judged.qualified:", "if False:"),
    Mutant("an open lead opens again", "crossing", "if lead.is_open:", "if False:"),
    Mutant("asking again waits for the date", "crossing", "and not asked and", "and"),
    Mutant("asking before the end counts", "crossing", "_is_newer(lead.judged.newest_fast_at, lead.last)", "lead.judged.newest_fast_at is not None"),
    Mutant("nothing new is needed", "crossing", "return None if _is_newer(lead.judged.newest_positive_at, last) else Reason.NOTHING_NEW", "return None"),
    Mutant("as new as the end is newer", "crossing", "occurred_at > last.at", "occurred_at >= last.at"),
    Mutant("the earliest day itself is too early", "crossing", "lead.day_of(as_of) < last.earliest", "lead.day_of(as_of) <= last.earliest"),
    Mutant("no earliest date", "crossing", "if last.earliest is not None and lead", "if False and lead"),
    Mutant("earliest by days of UTC", "standing", "instant.astimezone(self.zone).date()", "instant.date()"),
    Mutant("out is open", "crossing", " or last.then is Consequence.OUT", ""),
    Mutant("a customer is a prospect", "crossing", "last.how is End.WON or ", ""),
    Mutant("false data need no mending", "crossing", "if last.then is Consequence.MEND and", "if False and"),
    Mutant("mended at the instant unseen", "crossing", "last.mended_at > as_of", "last.mended_at >= as_of"),
    Mutant("every contact is free", "crossing", "last.as_contact and last.then is Consequence.COLLEAGUE", "last.as_contact"),
    Mutant("wrong persons come again", "crossing", "last.as_contact and last.then is Consequence.COLLEAGUE", "last.then is Consequence.COLLEAGUE"),
    Mutant("two hand-offs of a company", "crossing", "if lead.in_hand is not None:", "if False:"),
    Mutant("a contact joins twice", "crossing", "if lead.is_contact:", "if False:"),
    Mutant("a claim beside an open hand-off", "guards", "return None if lead.in_hand is None else Reason.COMPANY_IN_HAND", "return None"),
    Mutant("marketing skips preparing", "guards", "return None if lead.simple else Reason.NOT_PREPARED", "return None"),
    Mutant("prepared without data", "guards", "Reason.DATA_MISSING if lead.preparation.lacks_data else None", "None"),
    Mutant("prepared without history", "guards", "return None if lead.preparation.history_complete else Reason.HISTORY_INCOMPLETE", "return None"),
    Mutant("prepared without a meeting", "guards", "return None if lead.preparation.meeting_proposed else Reason.NO_MEETING", "return None"),
    Mutant("lapses after the due instant only", "guards", "lead.lapses_at <= as_of", "lead.lapses_at < as_of"),
    Mutant("any reason will do", "guards", "return Reason.REASON_NOT_AGREED\n    return Reason.NOTE_MISSING", "return None\n    return Reason.NOTE_MISSING"),
    Mutant("no note", "guards", "lead.reason.needs_note and not lead.told.has_note", "False"),
    Mutant("a loss to nobody", "guards", "loss.needs_to_whom and not lead.told.to_whom", "False"),
    Mutant("today lies ahead", "guards", "day > lead.day_of(as_of)", "day >= lead.day_of(as_of)"),
    Mutant("no answer at once", "guards", "if lead.reason is None or not lead.reason.after_attempts or", "if True or"),
    Mutant("every reason after attempts", "guards", " or not lead.reason.after_attempts", ""),
    Mutant("merged without an older", "guards", "Reason.NO_OLDER_LEAD if lead.older is None else None", "None"),
    Mutant("attempts still to come", "attempts", "if attempt.at <= as_of", "if True"),
    Mutant("attempt at the instant unseen", "attempts", "if attempt.at <= as_of", "if attempt.at < as_of"),
    Mutant("one attempt fewer", "attempts", "len(distinct) >= promised.n\n", "len(distinct) >= promised.n - 1\n"),
    Mutant("attempts at any time", "attempts", "attempt.at - first.at <= promised.within", "True"),
    Mutant("attempts just within", "attempts", "attempt.at - first.at <= promised.within", "attempt.at - first.at < promised.within"),
    Mutant("attempts from the first only", "attempts", "            return True\n    return False", "            return True\n        return False\n    return False"),
    Mutant("one channel", "attempts", ">= promised.channels", ">= 1"),
    Mutant("the same hour of the day", "attempts", ">= min(promised.n, SPREAD)", ">= 1"),
    Mutant("ringing on within the hour", "attempts", "at.date(), at.hour) for", "at, at.hour) for"),
    Mutant("hours of UTC", "attempts", "attempt.at.astimezone(zone)", "attempt.at"),
    Mutant("recycled with reasons to return", "standing", "self.agreed.to_recycle if self.handoff is Handoff.ACCEPTED else self.agreed.to_return", "self.agreed.to_return"),
    Mutant("a day longer", "moves", "timedelta(days=days)", "timedelta(days=days + 1)"),
    Mutant("the date they said is forgotten", "moves", "if lead.told.earliest is not None or days is None:", "if days is None:"),
    Mutant("no end is told", "moves", "if rule.ends is None:", "if True:"),
    Mutant("preparation stays due", "moves", "is_due and rule.ends is None", "is_due"),
    Mutant("preparation is never due", "moves", "lead.preparation_due if rule.preparation_due is None else rule.preparation_due", "bool(rule.preparation_due)"),
    Mutant("one step recorded", "moves", "rule.steps or (step,)", "(step,)"),
    Mutant("no proof", "moves", "lead.judged.proof if rule.opens else ()", "()"),
    Mutant("backward unmarked", "moves", "HOW_FAR[self.to] < HOW_FAR[self.came_from]", "False"),
    Mutant("standing still is backward", "moves", "HOW_FAR[self.to] < HOW_FAR[self.came_from]", "HOW_FAR[self.to] <= HOW_FAR[self.came_from]"),
    Mutant("a new passage is backward", "moves", "is_new = self.opens or", "is_new ="),
    Mutant("guards unasked", "moves", "for guard in rule.guards:", "for guard in rule.guards[:0]:"),
    Mutant("out goes back to nurture", "transitions", "return Stage.DISQUALIFIED if is_out else Stage.PROSPECT", "return Stage.PROSPECT"),
    Mutant("a claim needs no preparing", "transitions", "(company_is_free,), preparation_due=True)),\n    ((PREPARED,)", "(company_is_free,))),\n    ((PREPARED,)"),
    Mutant("a return before it is sent", "transitions", "((SENT,), Step.RETURN", "((SENT, PREPARED), Step.RETURN"),
    Mutant("sent by itself", "transitions", "(is_simple, lacks_nothing", "(lacks_nothing"),
    Mutant("won without an opportunity", "transitions", "(SELLING, Step.WIN", "(WITH_SALES, Step.WIN"),
    Mutant("deferred without a date", "transitions", ", (says_until_when,)", ""),
    Mutant("a loss without a reason", "transitions", "says_why_lost, comes_back_ahead", "comes_back_ahead"),
    Mutant("given back in the past", "transitions", "names_a_reason, comes_back_ahead, has_tried", "names_a_reason, has_tried"),
)  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_is_noticed(mutant: Mutant) -> None:
    with spoilt_world(f"lifecycle.{mutant.module}", mutant.original, mutant.spoilt):
        assert is_noticed(Room()), f"nobody noticed: {mutant.name}"


def test_nothing_is_noticed_where_nothing_is_spoilt() -> None:
    assert not is_noticed(Room())


def is_noticed(room: Room) -> bool:
    """Return whether one of the drawn cases is answered otherwise than the oracle does."""
    for place in range(TRIES):
        case, is_enough = drawn_tries(place)
        if room.has_tried(case) != is_enough:
            return True
    for place in range(CASES):
        case, expected, crosses = drawn(place)
        try:
            if room.answer(case) != expected or room.crossing_of(case) != crosses:
                return True
        except (AttributeError, AssertionError, TypeError):
            return True
    return False
