"""What a call is for, on which occasion it is made, and how it goes."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dueto.domain.basics.message import Message, say
from dueto.domain.qualification.history import Activity


class Aim(StrEnum):
    """Why marketing calls: to drop the unqualified, to confirm a good one, to check the definition itself."""

    DROP = "drop"
    CONFIRM = "confirm"
    CHECK = "check"


class Occasion(StrEnum):
    """What the person did before anybody calls; `BASIS` where a legal basis stands in for an act of theirs."""

    EVENT = "event"
    WEB = "web"
    REPLY = "reply"
    INQUIRY = "inquiry"
    BASIS = "basis"


class Basis(StrEnum):
    """On what a call without an act rests."""

    RELATION = "relation"
    AGREED = "agreed"
    INTEREST = "interest"


class Result(StrEnum):
    """How one call went. An assistant at the telephone is a result, not a failure."""

    TALKED = "talked"
    NO_ANSWER = "no_answer"
    LATER = "later"
    ASSISTANT = "assistant"
    WRONG_NUMBER = "wrong_number"
    NO_CONTACT = "no_contact"


REMEMBERED: Final = timedelta(days=90)
"""So long an act is an occasion to call."""
MOST_QUESTIONS: Final = 3
MOST_TRIES: Final = 3
"""So often a number is tried that nobody answers."""
AIMS: Final = MappingProxyType(
    {
        Aim.DROP: say("drop the unqualified"),
        Aim.CONFIRM: say("confirm a good one"),
        Aim.CHECK: say("check the definition"),
    }
)
OCCASIONS: Final[MappingProxyType[Occasion, Message]] = MappingProxyType(
    {
        Occasion.EVENT: say("after an event"),
        Occasion.WEB: say("after an inquiry on the web"),
        Occasion.REPLY: say("after a reply to our mail"),
        Occasion.INQUIRY: say("after any other inquiry"),
        Occasion.BASIS: say("on a stated legal basis"),
    }
)
BASES: Final = MappingProxyType(
    {
        Basis.RELATION: say("we have a commercial relation with the company"),
        Basis.AGREED: say("the person agreed to be called"),
        Basis.INTEREST: say("legitimate interest, weighed and on file"),
    }
)
RESULTS: Final = MappingProxyType(
    {
        Result.TALKED: say("Talked"),
        Result.NO_ANSWER: say("No answer"),
        Result.LATER: say("Asked for another moment"),
        Result.ASSISTANT: say("With an assistant"),
        Result.WRONG_NUMBER: say("Wrong number"),
        Result.NO_CONTACT: say("Do not contact"),
    }
)
_BY_KIND: Final = MappingProxyType(
    {
        "event": Occasion.EVENT, "form": Occasion.WEB, "download": Occasion.WEB, "reply": Occasion.REPLY,
        "message": Occasion.INQUIRY, "call": Occasion.INQUIRY, "meeting": Occasion.INQUIRY,
    }
)  # fmt: skip


def occasion_of(act: Activity) -> Occasion | None:
    """Return what occasion to call an act gives; none where it is ours, or says too little (a visit, a click)."""
    if act.attributes.get("direction") == "outbound" or act.attributes.get("status") == "absent":
        return None
    return _BY_KIND.get(act.kind)
