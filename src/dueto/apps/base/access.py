"""The only way to get a person or a company that a member may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.base.models import Activity, Company, Person, present
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


class NoSuchCompany(NoSuch):
    """There is no company of that number, or not for this member."""


def company_for(member: Member | AnonymousUser, company_id: int, *, right: Right = Right.SEE) -> Company:
    """Return the company, or the one that it turned out to be, if this member has `right`. One query, two if merged."""
    require(member, right)
    company = Company.objects.select_related("owner").filter(pk=company_id).first()
    for _ in range(5):
        if company is None or company.merged_into_id is None:
            break
        company = Company.objects.select_related("owner").filter(pk=company.merged_into_id).first()
    if company is None:
        raise NoSuchCompany(company_id)
    return company
