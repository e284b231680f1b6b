"""Today for marketing: its month in one sentence, what waits for it, who qualified, from where."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.apps.agreements.queries import in_force
from dueto.apps.handoff.board.arrivals import Crossing, Origin, Owed, crossings, origins, owed_by_marketing
from dueto.domain.basics.message import Message, say
from dueto.domain.commitments.period import period_of
from dueto.web import addresses
from dueto.web.reader import Request
from dueto.web.today.month import acceptance_sentence, month_of, qualified_sentence

UNSIGNED = say("No agreement is signed yet: nobody owes anything.")


@dataclass(frozen=True, slots=True)
class Crossed:
    """Somebody who qualified, as a line: why in one sentence."""

    crossing: Crossing
    url: str
    why: Message


@dataclass(frozen=True, slots=True)
class Day:
    """What stands on the page."""

    headline: Message
    sentence: Message | None
    owed: Owed
    crossed: list[Crossed]
    origins: tuple[Origin, ...]


def marketing_day(request: Request) -> Day:
    """Return today for marketing."""
    month = month_of(request)
    agreement = month.agreement if month else in_force(request.now)
    zone = agreement.agreement.zone if agreement else request.zone
    day = period_of("day", as_of=request.now, zone=zone)
    whole = month.promises.month if month else period_of("month", as_of=request.now, zone=zone)
    return Day(
        headline=qualified_sentence(month) if month else UNSIGNED,
        sentence=acceptance_sentence(month) if month else None,
        owed=owed_by_marketing(),
        crossed=[
            Crossed(crossing, addresses.person(crossing.who.id), _why(crossing))
            for crossing in crossings(day, as_of=request.now)
        ],
        origins=origins(whole, as_of=request.now),
    )


def _why(crossing: Crossing) -> Message:
    if crossing.is_fast:
        return say("fast track, fit {fit}", fit=crossing.fit)
    return say("fit {fit}, behaviour {behaviour}", fit=crossing.fit, behaviour=crossing.behaviour)
