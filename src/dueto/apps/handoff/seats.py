"""The turn: who may get a lead now, by counts that stand in the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime

from django.db.models import Count, F

from dueto.apps.base.models import Company
from dueto.apps.handoff.calendars import absent_members
from dueto.apps.handoff.models import Handoff, Seat
from dueto.apps.leads.models import Lead
from dueto.apps.team.models import Member
from dueto.domain.basics.message import Message
from dueto.domain.routing.candidates import Candidate, ahead, rejoined
from dueto.domain.routing.candidates import Lead as Asked
from dueto.domain.routing.routing import Chosen, Nobody, choose


def choose_executive(lead: Lead, *, country: str | None, at: datetime, but_not: int | None = None) -> Chosen | Nobody:
    """Return who gets `lead`. All seats stay locked until the transaction ends: no two choices see the same turn.

    Whoever was away comes back into the turn level with the others.
    """
    seats = list(Seat.objects.select_for_update(of=("self",)).select_related("member").order_by("pk"))
    owner = Company.objects.filter(leads=lead.pk).values_list("owner_id", flat=True).first()
    candidates = {seat.pk: _candidate(seat, lead, owner=owner) for seat in seats}
    _open_counts(seats, candidates)
    _rejoin(seats, candidates, away=absent_members(at))
    free = [one for one in candidates.values() if one.id != str(but_not)]
    company = None if lead.company_id is None else str(lead.company_id)
    return choose(candidates=free, lead=Asked(company=company, country=country or None))


def seat_taken(member_id: int, *, at: datetime) -> None:
    """Count a lead that somebody got."""
    Seat.objects.filter(member_id=member_id).update(assigned=F("assigned") + 1, last_assigned_at=at)


def turn_back(member_id: int) -> None:
    """Give a turn back: what was returned, and a contact who did not come."""
    Seat.objects.filter(member_id=member_id).update(credits=F("credits") + 1)


def with_names(because: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return the sentences of a choice with the executives' names in the place of their ids."""
    names = {str(pk): name for pk, name in Member.objects.values_list("id", "name")}
    return tuple(
        replace(one, values={**one.values, "executive": names.get(str(one.values["executive"]), "")})
        if "executive" in one.values
        else one
        for one in because
    )


def _candidate(seat: Seat, lead: Lead, *, owner: int | None) -> Candidate:
    return Candidate(
        id=str(seat.member_id), weight=seat.weight, assigned=seat.assigned, credits=seat.credits, start=seat.start,
        last_assigned_at=seat.last_assigned_at, open_cap=seat.open_cap, is_active=seat.member.is_active,
        territories=frozenset(seat.territories), languages=frozenset(seat.languages),
        owner_of=frozenset({str(lead.company_id)}) if owner == seat.member_id else frozenset(),
    )  # fmt: skip


def _open_counts(seats: list[Seat], candidates: dict[int, Candidate]) -> None:
    if not any(seat.open_cap is not None for seat in seats):
        return
    rows = Handoff.objects.filter(lead__ended_at=None).values("executive").annotate(n=Count("id")).order_by()
    open_now = Counter({row["executive"]: row["n"] for row in rows})
    for seat in seats:
        candidates[seat.pk] = replace(candidates[seat.pk], open=open_now[seat.member_id])


def _rejoin(seats: list[Seat], candidates: dict[int, Candidate], *, away: set[int]) -> None:
    """Note who leaves the turn and who comes back, level with those who stayed."""
    is_away = {
        seat.pk: seat.member_id in away
        or not seat.member.is_active
        or (seat.open_cap is not None and candidates[seat.pk].open >= seat.open_cap)
        for seat in seats
    }
    for seat in seats:
        candidate = candidates[seat.pk]
        others = [candidates[other.pk] for other in seats if other.pk != seat.pk and not is_away[other.pk]]
        if is_away[seat.pk] and not seat.was_away:
            seat.was_away, seat.ahead = True, ahead(candidate, others=others)
            seat.save(update_fields=["was_away", "ahead"])
        elif not is_away[seat.pk] and seat.was_away:
            candidate = rejoined(candidate, others=others, ahead=seat.ahead)
            seat.was_away, seat.ahead, seat.start = False, 0, candidate.start
            seat.save(update_fields=["was_away", "ahead", "start"])
        candidates[seat.pk] = replace(candidate, is_absent=seat.member_id in away)
