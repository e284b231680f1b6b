"""What each role may do. `docs/glossary.md` has the words; the agreement says who owes what, this says who may act."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from dueto.domain.basics.message import Message, say

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class Right(StrEnum):
    """One kind of thing that somebody may do.

    AUDIT reads the journal; LEAD_TEAM notes absences and gives places; FORGET erases people who ask for it.
    """

    SEE = "see"
    NOTE = "note"
    WORK_BASE = "work_base"
    WORK_LEADS = "work_leads"
    MANAGE = "manage"
    ADMINISTER = "administer"
    AUDIT = "audit"
    LEAD_TEAM = "lead_team"
    FORGET = "forget"


EVERYBODY: Final = frozenset({Right.SEE, Right.NOTE})
RIGHTS: Final[dict[str, frozenset[Right]]] = {
    "marketing": EVERYBODY | {Right.WORK_BASE},
    "sales": EVERYBODY | {Right.WORK_LEADS},
    "manager": EVERYBODY
    | {Right.WORK_BASE, Right.WORK_LEADS, Right.MANAGE, Right.AUDIT, Right.LEAD_TEAM, Right.FORGET},
    "steward": EVERYBODY | {Right.WORK_BASE, Right.FORGET},
    "administrator": EVERYBODY | {Right.ADMINISTER, Right.AUDIT, Right.LEAD_TEAM, Right.FORGET},
    "colleague": EVERYBODY,
}
ROLES: Final[dict[str, Message]] = {
    "marketing": say("marketing"),
    "sales": say("sales executive"),
    "manager": say("manager"),
    "steward": say("data steward"),
    "administrator": say("administrator"),
    "colleague": say("colleague"),
    "": say("nobody here"),
}
TEAMS: Final[dict[str, Message]] = {
    "marketing": say("Marketing"),
    "sales": say("Sales"),
    "management": say("Management"),
}


def may(member: Member | AnonymousUser, right: Right) -> bool:
    """Return whether somebody has a right; strangers and those who left have none."""
    return member.is_authenticated and member.is_active and right in RIGHTS.get(member.role, frozenset())
