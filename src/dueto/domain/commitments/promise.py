"""The promises of the agreement, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dueto.domain.agreement.promises import PERIODS, TEAMS, span
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.commitments.share import in_percent
from dueto.domain.sla.kinds import Kind

SIDES = tuple(TEAMS)


class What(StrEnum):
    """What is promised."""

    QUALIFIED = "qualified"
    ACCEPTANCE = "acceptance"
    COMPLETE = "complete"
    PREPARE = "prepare"
    ANSWER_RETURNS = "answer_returns"
    ANSWER = "answer"
    FIRST_CONTACT = "first_contact"
    ATTEMPTS = "attempts"
    OUTCOME = "outcome"


CLOCKS: Mapping[What, Kind] = MappingProxyType(
    {
        What.PREPARE: Kind.PREPARE,
        What.ANSWER_RETURNS: Kind.ANSWER_RETURN,
        What.ANSWER: Kind.ANSWER,
        What.FIRST_CONTACT: Kind.FIRST_CONTACT,
        What.ATTEMPTS: Kind.ATTEMPTS,
    }
)
"""By which clock the promises are measured that are kept in time."""

IN_TIME = MappingProxyType(
    {
        What.PREPARE: say("hand-offs prepared within {time}"),
        What.ANSWER_RETURNS: say("returns answered within {time}"),
        What.ANSWER: say("hand-offs answered within {time}"),
        What.FIRST_CONTACT: say("first contact within {time}"),
    }
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: a number to reach in a period (`target`), or a share of at least so many percent."""

    side: str
    what: What
    words: Message
    target: int | None = None
    at_least: int = 100
    per: str = "month"

    @property
    def clock(self) -> Kind | None:
        """The clock by which it is measured, if it is one of time."""
        return CLOCKS.get(self.what)


def promises_of(record: Mapping[str, Any]) -> tuple[Promise, ...]:
    """Return every promise of a checked agreement, marketing's first, in the order of the document."""
    commitments = record.get("commitments", {})
    return tuple(promise for side in SIDES for written in commitments.get(side, ()) for promise in _read(side, written))


def _read(side: str, written: Mapping[str, Any]) -> Iterator[Promise]:
    if "qualified" in written:
        per, target = written["per"], written["qualified"]
        words = say("{n} qualified a {period}", n=target, period=PERIODS[per])
        yield Promise(side, What.QUALIFIED, words, target=target, per=per)
        if "acceptance_at_least" in written:
            at_least = _percent(written["acceptance_at_least"])
            words = say("sales accepts {share} of what it answers", share=in_percent(at_least))
            yield Promise(side, What.ACCEPTANCE, words, at_least=at_least, per=per)
        return
    what = next(What(key) for key in written if key != "met_at_least")
    if what in (What.COMPLETE, What.OUTCOME):
        at_least = _percent(written[what])
        words = (
            say("{share} of the hand-offs complete") if what is What.COMPLETE else say("{share} of the outcomes told")
        )
        yield Promise(side, what, say(words.text, share=in_percent(at_least)), at_least=at_least)
        return
    at_least = _percent(written.get("met_at_least", "100%"))
    yield Promise(side, what, _in_time(what, written[what]), at_least=at_least)


def _in_time(what: What, written: Any) -> Message:
    if what is What.ATTEMPTS:
        return say_many("{n} attempt before giving up", "{n} attempts before giving up", written)
    return say(IN_TIME[what].text, time=span(written))


def _percent(written: str) -> int:
    return int(written.removesuffix("%"))
