"""Changing what a member may do, and noting that they came in."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from django.db import transaction

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.models import Member
from dueto.apps.team.rights import ROLES, TEAMS
from dueto.domain.basics.message import say

CHANGEABLE: Final = ("role", "team", "title", "country", "zone", "is_active")
PRIVATE: Final = frozenset({"title"})
OWN: Final = say("Nobody takes their own rights away; another administrator can.")
LAST: Final = say("This is the last administrator. Name another first.")
UNKNOWN: Final = say("There is no such choice.")


class UnableToChange(Unable):
    """What a member may do cannot be changed so."""


@transaction.atomic
def change(*, member_id: int, by: int, at: datetime, **values: str | bool) -> None:
    """Change role, team, title, country, zone or whether the account is open; nothing is written if nothing differs."""
    member = Member.objects.select_for_update().filter(pk=member_id).first()
    if member is None:
        raise NoSuch("member")
    differing = {name: value for name, value in values.items() if name in CHANGEABLE and getattr(member, name) != value}
    if not differing:
        return
    _insist_on_known(differing)
    if member_id == by and {"role", "is_active"} & differing.keys():
        raise UnableToChange(OWN, field="role")
    if _loses_administrator(member, differing) and not _other_administrators(member_id):
        raise UnableToChange(LAST, field="role")
    before = {name: getattr(member, name) for name in differing if name not in PRIVATE}
    for name, value in differing.items():
        setattr(member, name, value)
    member.save(update_fields=list(differing))
    details = {name: {"from": was, "to": differing[name]} for name, was in before.items()}
    record(Tag.MEMBER_CHANGED, subject="member", subject_id=member_id, by=by, at=at, details=details)


@transaction.atomic
def note_entry(*, member_id: int, at: datetime) -> None:
    """Note that a member logged in."""
    record(Tag.MEMBER_ENTERED, subject="member", subject_id=member_id, by=member_id, at=at)


@transaction.atomic
def note_security(tag: Tag, *, member_id: int, at: datetime) -> None:
    """Note that a member changed their way in: password, second factor, recovery codes."""
    record(tag, subject="member", subject_id=member_id, by=member_id, at=at)


def _insist_on_known(values: dict[str, str | bool]) -> None:
    if not values.get("role", "colleague") or values.get("role", "colleague") not in ROLES:
        raise UnableToChange(UNKNOWN, field="role")
    if values.get("team", "sales") not in TEAMS:
        raise UnableToChange(UNKNOWN, field="team")
    if values.get("zone", "UTC") not in available_timezones():
        raise UnableToChange(UNKNOWN, field="zone")


def _loses_administrator(member: Member, values: dict[str, str | bool]) -> bool:
    is_one = member.role == "administrator" and member.is_active
    stays_one = values.get("role", member.role) == "administrator" and bool(values.get("is_active", member.is_active))
    return is_one and not stays_one


def _other_administrators(member_id: int) -> bool:
    return Member.objects.filter(role="administrator", is_active=True).exclude(pk=member_id).exists()
