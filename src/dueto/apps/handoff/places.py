"""Whose turn it can be: the places in the turn, read and given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dueto.apps.handoff.models import Seat
from dueto.apps.handoff.seeding import Place
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag


def places() -> dict[int, Place]:
    """Return the place of each member who has one, by the member's id."""
    return {seat.member_id: Place(tuple(seat.territories), seat.weight, seat.open_cap) for seat in Seat.objects.all()}


@transaction.atomic
def give_place(
    *, member_id: int, territories: Iterable[str], weight: int, open_cap: int | None, by: int, at: datetime
) -> None:
    """Give a member a place in the turn, or another one than before; nothing is written if nothing differs."""
    wanted = Place(tuple(sorted(set(territories))), weight, open_cap)
    if places().get(member_id) == wanted:
        return
    # As after an absence, the next hand-off brings them into the turn level with the others.
    values = {"territories": list(wanted.territories), "weight": weight, "open_cap": open_cap, "was_away": True}
    Seat.objects.update_or_create(member_id=member_id, defaults={**values, "ahead": 0})
    details = {"territories": list(wanted.territories), "weight": weight, "open_cap": open_cap}
    record(Tag.SEAT_GIVEN, subject="member", subject_id=member_id, by=by, at=at, details=details)
