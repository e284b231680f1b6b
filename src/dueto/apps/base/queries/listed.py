"""People one after the other, for programs that read the whole base."""

from __future__ import annotations

from collections.abc import Sequence

from dueto.apps.base.models import Person, present
from dueto.apps.base.queries.who import Who, who


def people_after(person_id: int, *, limit: int, email: str = "") -> list[Who]:
    """Return people by id beyond `person_id`; with `email` whoever is known by that address. One query."""
    people = Person.objects.select_related("card", "company__owner", "origin").filter(present(), id__gt=person_id)
    if email:
        people = people.filter(identities__handle__kind="email", identities__handle__value=email.strip().lower())
    return [who(person) for person in people.order_by("id")[:limit]]


def shown_as(person_ids: Sequence[int]) -> list[Who]:
    """Return these people as they are shown, in the order of their ids given. One query."""
    people = Person.objects.select_related("card", "company__owner", "origin").filter(present())
    found = people.in_bulk(list(person_ids))
    return [who(found[person]) for person in person_ids if person in found]
