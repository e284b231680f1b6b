"""Which month one speaks of, and how the promises in it stand."""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import format_date

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.handoff.board.promises import Promises, promises
from dueto.domain.basics.message import Message, say
from dueto.domain.commitments.period import period_before, period_of
from dueto.domain.commitments.promise import What
from dueto.web.reader import Request

YOUNG = 3
"""So many days a month is too young to be spoken of: one speaks of the one before."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month under an agreement. `name` is None for the one under way."""

    agreement: InForce
    promises: Promises
    name: str | None


def month_of(request: Request) -> Month | None:
    """Return the month to speak of, or None before an agreement is signed."""
    agreement = in_force(request.now)
    if agreement is None:
        return None
    month = period_of("month", as_of=request.now, zone=agreement.agreement.zone)
    name = None
    if month.days_gone(request.now) <= YOUNG:
        month = period_before(month)
        name = str(format_date(month.begins_on, "MMMM", locale=request.voice.locale))
    return Month(agreement, promises(agreement, as_of=request.now, month=month), name)


def qualified_sentence(month: Month) -> Message:
    """Return how many qualified, and how many were promised."""
    standing = month.promises.about(What.QUALIFIED)
    if standing is None:
        return say("Marketing has promised no number.")
    n, promised = standing.count, standing.promise.target or 0
    if month.name is not None:
        return say("{n} qualified in {month}, we promised {promised}.", n=n, month=month.name, promised=promised)
    return say("{n} qualified this month, we promised {promised}.", n=n, promised=promised)


def acceptance_sentence(month: Month) -> Message | None:
    """Return how many of a hundred sales accepted, and what the agreement says."""
    standing = month.promises.about(What.ACCEPTANCE)
    if standing is None:
        return None
    if standing.share.percent is None:
        return say("Sales has answered none yet; the agreement says {agreed} of 100.", agreed=standing.promise.at_least)
    if standing.share.is_thin:
        return say(
            "Sales accepted {kept} of {n}; the agreement says {agreed} of 100.",
            kept=standing.share.kept,
            n=standing.share.of,
            agreed=standing.promise.at_least,
        )
    return say(
        "Sales accepted {n} of 100; the agreement says {agreed}.",
        n=standing.share.percent,
        agreed=standing.promise.at_least,
    )
