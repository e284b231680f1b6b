"""Hand-offs and what runs from them written down as history, many at a time: for the demo and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dueto.apps.handoff.models import Seat


@dataclass(frozen=True, slots=True)
class Place:
    """One executive's place in the turn. No territories: everywhere; weight 0: only the companies they look after."""

    territories: tuple[str, ...] = ()
    weight: int = 1
    open_cap: int | None = None


def seat(places: Mapping[int, Place]) -> None:
    """Give each member, by id, a place in the turn."""
    Seat.objects.bulk_create(
        Seat(member_id=member, territories=list(place.territories), weight=place.weight, open_cap=place.open_cap)
        for member, place in places.items()
    )
