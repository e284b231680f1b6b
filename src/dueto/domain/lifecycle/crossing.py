"""When a verdict opens a lead (design section 4, rules 6 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dueto.domain.basics.message import Message, say
from dueto.domain.lifecycle.reasons import Consequence
from dueto.domain.lifecycle.refusals import SAYS, Reason
from dueto.domain.lifecycle.stages import End
from dueto.domain.lifecycle.standing import Ended, Standing


@dataclass(frozen=True, slots=True)
class Opens:
    """A lead opens, proved by the activities that counted."""

    because: Message
    proof: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Joins:
    """The company has an open lead: this person joins it as a contact, and its executive is told."""

    lead: str
    because: Message


@dataclass(frozen=True, slots=True)
class Stays:
    """Nothing opens. `wakes_at` is when to ask again, where a date is all that has to pass."""

    reason: Reason
    wakes_at: datetime | None = None

    @property
    def says(self) -> Message:
        """The reason in words."""
        return SAYS[self.reason]


def crossing(*, lead: Standing, as_of: datetime) -> Opens | Joins | Stays:
    """Answer whether a verdict opens a lead at `as_of`, joins somebody to that of a colleague, or changes nothing.

    A lead that is open stays so whatever the verdict says: points fade, promises do not.
    """
    if lead.is_open:
        return Stays(Reason.LEAD_IS_OPEN)
    if not lead.judged.qualified:
        return Stays(Reason.NOT_QUALIFIED)
    asked = _asked_again(lead)
    if lead.last is not None and not asked and (reason := _waits_for(lead, lead.last, as_of)):
        return Stays(reason, wakes_at(lead.last, zone=lead.zone) if reason is Reason.TOO_EARLY else None)
    if lead.in_hand is not None:
        if lead.is_contact:
            return Stays(Reason.ALREADY_CONTACT)
        return Joins(lead.in_hand, say("A colleague of an open hand-off meets the definition and joins as a contact"))
    if lead.last is None:
        return Opens(say("Meets the definition for the first time"), lead.judged.proof)
    if asked:
        return Opens(say("Asked to talk after it ended: opens at once"), lead.judged.proof)
    return Opens(say("Meets the definition again, with something new since it ended"), lead.judged.proof)


def wakes_at(last: Ended, *, zone: ZoneInfo) -> datetime | None:
    """Return the instant, in UTC, at which the earliest date begins; None where no date was set."""
    if last.earliest is None:
        return None
    return datetime(last.earliest.year, last.earliest.month, last.earliest.day, tzinfo=zone).astimezone(UTC)


def _asked_again(lead: Standing) -> bool:
    return lead.last is not None and _is_newer(lead.judged.newest_fast_at, lead.last)


def _waits_for(lead: Standing, last: Ended, as_of: datetime) -> Reason | None:
    if last.as_contact and last.then is Consequence.COLLEAGUE:
        return None
    # A customer's further interest is another definition's matter, and «out» means out for this one.
    if last.how is End.WON or last.then is Consequence.OUT:
        return Reason.CLOSED
    if last.then is Consequence.MEND and (last.mended_at is None or last.mended_at > as_of):
        return Reason.NOT_MENDED
    if last.earliest is not None and lead.day_of(as_of) < last.earliest:
        return Reason.TOO_EARLY
    return None if _is_newer(lead.judged.newest_positive_at, last) else Reason.NOTHING_NEW


def _is_newer(occurred_at: datetime | None, last: Ended) -> bool:
    return occurred_at is not None and occurred_at > last.at
