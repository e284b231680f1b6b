"""The only way to get a person whom a member may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.base.models import Activity, Person, present
from dueto.apps.team.access import NoSuch, require
from dueto.apps.team.rights import Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NoSuchPerson(NoSuch):
    """There is nobody of that number, or not for this member."""


def person_for(member: Member | AnonymousUser, person_id: int, *, right: Right = Right.SEE) -> Person:
    """Return the person with card, company and origin, if this member has `right`. One query, two for the merged.

    Whoever was merged into somebody is that person.
    """
    require(member, right)
    people = Person.objects.select_related("card", "company__owner", "origin").filter(present())
    person = people.filter(pk=person_id).first() or people.filter(merged__pk=person_id).first()
    if person is None:
        raise NoSuchPerson(person_id)
    return person


class NoSuchActivity(NoSuch):
    """There is no such act, or not for this member."""


def activity_for(member: Member | AnonymousUser, activity_id: int, *, right: Right = Right.SEE) -> Activity:
    """Return the act with whose it is, if this member has `right`. One query."""
    require(member, right)
    activity = Activity.objects.select_related("identity").filter(pk=activity_id).first()
    if activity is None:
        raise NoSuchActivity(activity_id)
    return activity
