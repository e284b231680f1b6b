"""What sales gave back, with its words, and what marketing answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from dueto.apps.journal.tags import Tag
from dueto.domain.lifecycle.standing import Told
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind
from dueto.work.demo.passing import SALES_OWES, Passing, Row
from dueto.work.demo.sellers import Seller
from dueto.work.demo.words import TOO_SMALL, WHICH, answer_of, note_of
from dueto.world.cast import LIMA
from dueto.world.hours import after_hours
from dueto.world.months import datetime_of, instant_of

COOLED = ("se enfrió sin respuesta", "no piensa comprar ahora")
IN_TIME = 0.93
"""How often marketing answers within the hours that it promised."""


def give_back(
    passing: Passing,
    seller: Seller,
    told: Row,
    rng: Random,
    *,
    at: datetime,
    person: str,
    fair: bool,
    marketing: tuple[int, ...],
) -> None:
    """Take down a return before acceptance. The too small ones of the fair still wait for an answer."""
    note = note_of(rng, told["reason"], person=person, fair=fair)
    earliest = date.fromisoformat(told["earliest"]) if told["earliest"] else None
    said = Told(reason=told["reason"], has_note=bool(note), earliest=earliest)
    passing.take(Step.RETURN, at=at, by=seller.id, told=said)
    passing.handoff |= {"answered_at": at, "next_attempt_at": None}
    passing.halt(*SALES_OWES, at=at)
    given = _given(passing, seller, at=at, note=note, which_one=rng.choice(WHICH), is_recycling=False)
    passing.run(Kind.ANSWER_RETURN, at=at)
    if fair and told["reason"] == TOO_SMALL:
        return
    hours = 1 + 12 * rng.random() if rng.random() < IN_TIME else 17 + 6 * rng.random()
    answered = datetime_of(after_hours(instant_of(at), hours=hours, zone=LIMA))
    if answered <= passing.launch:
        _answer(passing, given, rng, at=answered, by=rng.choice(marketing))


def recycle(passing: Passing, seller: Seller, rng: Random, *, at: datetime, marketing: tuple[int, ...]) -> None:
    """Take down a recycling after acceptance: there is no answer owed, and marketing took note of it."""
    reason = COOLED[0] if rng.random() < 0.6 else COOLED[1]
    passing.take(Step.RECYCLE, at=at, by=seller.id, told=Told(reason=reason, has_note=True))
    passing.handoff["next_attempt_at"] = None
    passing.halt(*SALES_OWES, at=at)
    given = _given(passing, seller, at=at, note="", which_one="", is_recycling=True)
    given |= {"answered_by_id": marketing[0], "answered_at": at + timedelta(hours=3), "answer": "agreed"}


def _answer(passing: Passing, given: Row, rng: Random, *, at: datetime, by: int) -> None:
    answer, words = answer_of(rng, given["reason"])
    given |= {"answered_by_id": by, "answered_at": at, "answer": answer, "answer_note": words}
    passing.halt(Kind.ANSWER_RETURN, at=at)
    if answer == "mended":
        passing.lead["mended_at"] = at
    passing.note(Tag.RETURN_ANSWERED, "handoff", at=at, by=by, answer=answer)


def _given(passing: Passing, seller: Seller, *, at: datetime, note: str, which_one: str, is_recycling: bool) -> Row:
    reason, counts = passing.lead["end_reason"], passing.lead["counts"]
    given: Row = {"by_id": seller.id, "is_recycling": is_recycling, "reason": reason, "counts": counts}
    given |= {"note": note, "which_one": which_one, "returned_at": at}
    passing.returns.append(given)
    passing.note(Tag.HANDOFF_RETURNED, "handoff", at=at, by=seller.id, reason=reason, recycled=is_recycling)
    return given
