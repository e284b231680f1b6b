"""What can be chosen: the agreed reasons, good leads to point at, who could take over, when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.adapters.places import zone_of_number
from dueto.apps.handoff.calendars import calendar_of
from dueto.apps.handoff.models import Handoff, Seat
from dueto.apps.handoff.queries.passage import Passage
from dueto.apps.team.models import Member
from dueto.domain.lifecycle.reasons import Agreed, ReasonOfLoss, ReasonToGiveBack, agreed_from
from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.next_attempt import WAIT, Proposal, Tried, propose

GOOD = ("opportunity", "won", "accepted")
MOST = 5


@dataclass(frozen=True, slots=True)
class Choices:
    """The reasons that the agreement names for giving this lead back or losing it."""

    to_give_back: tuple[ReasonToGiveBack, ...]
    losses: tuple[ReasonOfLoss, ...]


def choices_of(passage: Passage) -> Choices:
    """Return the reasons for what may be done with this hand-off now."""
    agreed: Agreed = agreed_from(passage.case.agreement.record)
    given = agreed.returns if passage.is_to_answer else agreed.recycles or agreed.returns
    return Choices(given, agreed.losses)


def good_ones(*, executive_id: int | None, but: int) -> list[str]:
    """Return the names of leads of this executive that went well lately: which one would be? One query."""
    rows = (
        Handoff.objects.filter(executive_id=executive_id, state="accepted", lead__stage__in=GOOD)
        .exclude(pk=but)
        .exclude(lead__person__card=None)
        .order_by("-answered_at", "-id")
        .values_list("lead__person__card__full_name", "lead__person__card__company")
    )
    return [" · ".join(filter(None, pair)) for pair in rows[:MOST]]


def executives(*, but: int | None) -> list[tuple[int, str]]:
    """Return who else has a place in the turn. One query."""
    rows = Seat.objects.filter(member__is_active=True).order_by("member__name", "member_id")
    return [pair for pair in rows.values_list("member_id", "member__name") if pair[0] != but]


def next_attempt(passage: Passage, *, executive: Member | None, as_of: datetime) -> Proposal | None:
    """Return the next attempt as it is proposed, or None where one is planned or none makes sense."""
    last = passage.last_attempt
    if last is None or executive is None or not passage.is_open or passage.is_to_answer:
        return None
    if passage.next_attempt_at is not None and passage.next_attempt_at > as_of:
        return None
    days = WAIT.get(last.result)
    if days is None:
        return None
    mine = calendar_of(executive, passage.case.agreement)
    theirs = Calendar(zone_of_number(passage.who.phone) or mine.zone, mine.week, mine.holidays)
    by = tuple(channel for channel in passage.channels if channel != "call" or last.result != "wrong_number")
    tried = [Tried(made.happened_at, made.channel) for made in passage.attempts]
    return propose(mine=mine, theirs=theirs, tried=tried, as_of=as_of, days=days, by=by or ("call",))
