"""Why a step may not be taken, each with its sentence."""

from __future__ import annotations

from enum import StrEnum, auto
from types import MappingProxyType

from dueto.domain.basics.message import say


class Reason(StrEnum):
    """Why a step is refused, or why somebody does not cross."""

    NOT_FROM_HERE = auto()
    NO_LEAD = auto()
    LEAD_IS_OPEN = auto()
    ENDED = auto()
    NOT_QUALIFIED = auto()
    TOO_EARLY = auto()
    NOTHING_NEW = auto()
    CLOSED = auto()
    NOT_MENDED = auto()
    COMPANY_IN_HAND = auto()
    ALREADY_CONTACT = auto()
    DATA_MISSING = auto()
    HISTORY_INCOMPLETE = auto()
    NO_MEETING = auto()
    NOT_PREPARED = auto()
    ALREADY_PREPARED = auto()
    NOT_SENT = auto()
    ALREADY_SENT = auto()
    NOT_ACCEPTED = auto()
    ALREADY_ACCEPTED = auto()
    NO_OPPORTUNITY = auto()
    NOT_DUE = auto()
    REASON_MISSING = auto()
    REASON_NOT_AGREED = auto()
    NOTE_MISSING = auto()
    DATE_MISSING = auto()
    DATE_NOT_AHEAD = auto()
    ATTEMPTS_MISSING = auto()
    TO_WHOM_MISSING = auto()
    NO_OLDER_LEAD = auto()


SAYS = MappingProxyType(
    {
        Reason.NOT_FROM_HERE: say("This step does not lead on from this stage"),
        Reason.NO_LEAD: say("There is no open lead here"),
        Reason.LEAD_IS_OPEN: say("There is an open lead already; it is not opened twice"),
        Reason.ENDED: say("This lead has ended"),
        Reason.NOT_QUALIFIED: say("The definition does not say «qualified» today"),
        Reason.TOO_EARLY: say("The earliest date for coming again has not come yet"),
        Reason.NOTHING_NEW: say("It has ended once, and nothing that gives points has been done since"),
        Reason.CLOSED: say("It is closed for this definition; only asking to talk opens it again"),
        Reason.NOT_MENDED: say("It was given back for a false datum, which nobody has mended yet"),
        Reason.COMPANY_IN_HAND: say("The company has an open hand-off already: this person joins it as a contact"),
        Reason.ALREADY_CONTACT: say("This person is already a contact of the company's open hand-off"),
        Reason.DATA_MISSING: say("A required datum is missing; complete it first"),
        Reason.HISTORY_INCOMPLETE: say("The history is not complete; add what is known first"),
        Reason.NO_MEETING: say("No meeting or call has been proposed to the contact yet"),
        Reason.NOT_PREPARED: say("The hand-off is not prepared; prepare it first"),
        Reason.ALREADY_PREPARED: say("The hand-off is prepared already"),
        Reason.NOT_SENT: say("The hand-off has not been sent yet"),
        Reason.ALREADY_SENT: say("The hand-off has been sent already: it is accepted or returned"),
        Reason.NOT_ACCEPTED: say("Sales has not accepted it yet: it is accepted or returned first"),
        Reason.ALREADY_ACCEPTED: say("Sales has accepted it already: what does not go on is recycled"),
        Reason.NO_OPPORTUNITY: say("There is no sales opportunity yet; open it first"),
        Reason.NOT_DUE: say("The time to answer has not run out yet"),
        Reason.REASON_MISSING: say("A reason has to be named"),
        Reason.REASON_NOT_AGREED: say("This reason is not in the agreement"),
        Reason.NOTE_MISSING: say("This reason asks for a note"),
        Reason.DATE_MISSING: say("A date has to be named"),
        Reason.DATE_NOT_AHEAD: say("The date has to lie ahead"),
        Reason.ATTEMPTS_MISSING: say("«No answer» is said only after the promised attempts"),
        Reason.TO_WHOM_MISSING: say("This reason asks to whom it was lost"),
        Reason.NO_OLDER_LEAD: say("There is no older open lead to merge it into"),
    }
)
