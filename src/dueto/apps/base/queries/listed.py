"""People as they are shown, in an order that somebody else gives."""

from __future__ import annotations

from collections.abc import Sequence

from dueto.apps.base.models import Person, present
from dueto.apps.base.queries.who import Who, who


def shown_as(person_ids: Sequence[int]) -> list[Who]:
    """Return these people as they are shown, in the order of their ids given. One query."""
    people = Person.objects.select_related("card", "company__owner", "origin").filter(present())
    found = people.in_bulk(list(person_ids))
    return [who(found[person]) for person in person_ids if person in found]
