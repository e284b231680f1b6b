"""What the parts of the agreement look like that say who owes what: process, commitments, reasons."""

from __future__ import annotations

from typing import Any

from dueto.domain.basics.message import say
from dueto.domain.basics.problem import Path
from dueto.domain.basics.reading import Reading
from dueto.domain.basics.records import Key, ListOf, OneOfRecords, Record
from dueto.domain.basics.shapes import Matching, Percent, Span, Text, Whole, Word, YesNo

STAGES = (
    "inquiry", "prospect", "qualified", "accepted", "opportunity", "won", "lost", "deferred", "disqualified",
)  # fmt: skip
TEAMS = ("marketing", "sales")
PERIODS = ("week", "month", "quarter")
CONSEQUENCES = ("nurture", "out", "colleague", "mend", "join")
BUSINESS_TIME = Span("mhd")
MET = Key(Percent(), say("the share that must be kept"))


def process_shape() -> Record:
    """Return the shape of one stage of the process."""
    attempts = Record(
        say("the attempts"),
        {
            "n": Key(Whole(1, 50), say("how many attempts"), needed=True),
            "within": Key(Span("hd"), say("within which time"), needed=True),
            "channels": Key(Whole(1, 5), say("on how many channels")),
        },
    )
    clock = Record(
        say("the clock"),
        {
            "prepare": Key(BUSINESS_TIME, say("from crossing to handed over")),
            "answer": Key(BUSINESS_TIME, say("from handed over to accepted or returned")),
            "first_contact": Key(BUSINESS_TIME, say("from handed over to the first human contact")),
            "fast_track_contact": Key(BUSINESS_TIME, say("the same for somebody on the fast track")),
            "attempts": Key(attempts, say("what is promised before «no answer» may be said")),
            "update": Key(BUSINESS_TIME, say("the longest silence about an opportunity")),
            "recycle_after": Key(BUSINESS_TIME, say("the silence after which it goes back")),
        },
    )
    detour = Record(
        say("a detour"),
        {
            "when": Key(Text(), say("what may happen"), needed=True),
            "then": Key(Text(), say("what is done about it"), needed=True),
        },
    )
    return Record(
        say("a stage"),
        {
            "stage": Key(Word(STAGES), say("the kind of stage"), needed=True),
            "name": Key(Text(), say("what this company calls it")),
            "owner": Key(Word(TEAMS), say("which team owns it"), needed=True),
            "means": Key(Text(), say("what has to be true to stand here")),
            "metric": Key(Text(), say("by which number it is followed")),
            "clock": Key(clock, say("what has to happen within which business time")),
            "detours": Key(ListOf(detour), say("plans for what goes otherwise")),
        },
    )


GOALS = ListOf(
    Record(
        say("a goal"),
        {
            "revenue": Key(Whole(1, 10**12), say("the amount of the contracts won"), needed=True),
            "currency": Key(
                Matching(r"[A-Z]{3}", say("a currency as three capital letters, like USD")),
                say("in which money"),
                needed=True,
            ),
            "per": Key(Word(PERIODS), say("in which period"), needed=True),
        },
    ),
    most=5,
)

COMMITMENTS = Record(
    say("the commitments"),
    {
        "marketing": Key(
            ListOf(
                OneOfRecords(
                    {
                        "qualified": Record(
                            say("so many qualified"),
                            {
                                "qualified": Key(Whole(1, 1_000_000), say("how many qualified leads"), needed=True),
                                "per": Key(Word(PERIODS), say("in which period"), needed=True),
                                "acceptance_at_least": Key(Percent(), say("the share that sales accepts")),
                            },
                        ),
                        "complete": Record(say("complete hand-offs"), {"complete": Key(Percent(), MET.means, True)}),
                        "answer_returns": Record(
                            say("returns answered"),
                            {
                                "answer_returns": Key(BUSINESS_TIME, say("the time to answer a return"), needed=True),
                                "met_at_least": MET,
                            },
                        ),
                        "prepare": Record(
                            say("hand-offs prepared"),
                            {
                                "prepare": Key(BUSINESS_TIME, say("the time to prepare a hand-off"), needed=True),
                                "met_at_least": MET,
                            },
                        ),
                    }
                )
            ),
            say("what marketing owes sales"),
        ),
        "sales": Key(
            ListOf(
                OneOfRecords(
                    {
                        "answer": Record(
                            say("hand-offs answered"),
                            {
                                "answer": Key(BUSINESS_TIME, say("the time to accept or return"), needed=True),
                                "met_at_least": MET,
                            },
                        ),
                        "first_contact": Record(
                            say("first contact"),
                            {
                                "first_contact": Key(BUSINESS_TIME, say("the time to the first contact"), needed=True),
                                "met_at_least": MET,
                            },
                        ),
                        "attempts": Record(
                            say("attempts made"),
                            {
                                "attempts": Key(Whole(1, 50), say("how many attempts"), needed=True),
                                "met_at_least": MET,
                            },
                        ),
                        "outcome": Record(say("outcomes told"), {"outcome": Key(Percent(), MET.means, True)}),
                    }
                )
            ),
            say("what sales owes marketing"),
        ),
    },
)


def _nurture_has_a_date(reason: dict[str, Any], path: Path, reading: Reading) -> None:
    if reason["then"] == "nurture" and "earliest" not in reason:
        says = say("a return to nurture needs earliest: after how many days it may come again")
        reading.wrong((*path, "earliest"), None, says)


_RETURN = Record(
    say("a reason"),
    {
        "reason": Key(Text(), say("the reason in the words of sales"), needed=True),
        "then": Key(Word(CONSEQUENCES), say("what happens next"), needed=True),
        "earliest": Key(Span("d"), say("days before it may come again; the date they said goes before it")),
        "counts": Key(YesNo(), say("whether it counts against marketing's acceptance"), needed=True),
        "note": Key(YesNo(), say("whether a note must be written")),
        "after_attempts": Key(YesNo(), say("whether it may be said only after the promised attempts")),
    },
    _nurture_has_a_date,
)
_LOST = Record(
    say("a reason"),
    {
        "reason": Key(Text(), say("why it was lost"), needed=True),
        "to_whom": Key(YesNo(), say("whether the competitor must be named")),
    },
)
REASONS = Record(
    say("the reasons"),
    {
        "return": Key(
            ListOf(_RETURN, most=20, named="reason"), say("why sales gives a hand-off back before accepting it")
        ),
        "recycle": Key(ListOf(_RETURN, most=20, named="reason"), say("why sales gives it back after accepting it")),
        "lost": Key(ListOf(_LOST, most=20, named="reason"), say("why an opportunity was lost")),
    },
)
