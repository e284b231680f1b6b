"""What a mail that came in is: an inquiry, an answer, an absence… decided from what is known of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dueto.adapters.mail.automatic import Automatic
from dueto.adapters.mail.incoming import Incoming
from dueto.adapters.mail.reports import Returned


class Kind(StrEnum):
    """What a message is taken for. `NOTED` is what a colleague wrote down of a conversation."""

    INQUIRY = "inquiry"
    REPLY = "reply"
    AWAY = "away"
    BOUNCE = "bounce"
    ASIDE = "aside"
    NOTHING = "nothing"
    NOTED = "noted"


class Why(StrEnum):
    """The reason for it, as a code; `web` has the words."""

    UNKNOWN_SENDER = "unknown sender"
    KNOWN_ADDRESS = "known address"
    ANSWERS_OURS = "answers ours"
    ANSWERS_FOR_OTHER = "answers for another"
    SHARED_ADDRESS = "shared address"
    AWAY = "away"
    AWAY_UNKNOWN = "away unknown"
    CAME_BACK = "came back"
    DELAYED = "delayed"
    OUR_OWN = "our own"
    COLLEAGUE = "colleague"
    BULK = "bulk"
    MACHINE = "machine"
    NOBODY_READS = "nobody reads it"
    SPAM = "spam"
    UNREADABLE = "unreadable"
    REFUSED_BEFORE = "refused before"
    BY_HAND = "by hand"


WAITING = (Kind.INQUIRY, Kind.REPLY)
"""Kinds that ask for somebody; the new ones first."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the base knows about the sender and the thread of a mail."""

    is_ours: bool = False
    is_colleague: bool = False
    answers_ours: bool = False
    is_known: bool = False
    was_refused: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What it is taken for, and why."""

    kind: Kind
    why: Why


def decide(mail: Incoming, known: Circumstances) -> Decision:
    """Return what a mail is taken for. Whoever answers us or is known is heard, whatever a filter thinks of it."""
    if not mail.is_readable:
        return Decision(Kind.ASIDE, Why.UNREADABLE)
    if known.is_ours:
        return Decision(Kind.NOTHING, Why.OUR_OWN)
    if mail.report is not None:
        is_late = mail.report.why is Returned.DELAYED
        return Decision(Kind.NOTHING, Why.DELAYED) if is_late else Decision(Kind.BOUNCE, Why.CAME_BACK)
    if known.is_colleague:
        return Decision(Kind.ASIDE, Why.COLLEAGUE)
    if mail.wrote is Automatic.AWAY:
        is_known = known.is_known or known.answers_ours
        return Decision(Kind.AWAY, Why.AWAY) if is_known else Decision(Kind.NOTHING, Why.AWAY_UNKNOWN)
    if mail.wrote is Automatic.MACHINE or mail.is_from_nobody:
        return Decision(Kind.ASIDE, Why.NOBODY_READS if mail.is_from_nobody else Why.MACHINE)
    if known.answers_ours:
        return Decision(Kind.REPLY, Why.ANSWERS_OURS)
    if mail.wrote is Automatic.BULK:
        return Decision(Kind.NOTHING, Why.BULK)
    if known.was_refused:
        return Decision(Kind.ASIDE, Why.REFUSED_BEFORE)
    if known.is_known:
        return Decision(Kind.REPLY, Why.KNOWN_ADDRESS)
    if mail.is_spam:
        return Decision(Kind.ASIDE, Why.SPAM)
    return Decision(Kind.INQUIRY, Why.UNKNOWN_SENDER)
