"""What whoever finds somebody has decided: who it is, or nobody known, and which company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dueto.apps.base.queries.companies import company_names
from dueto.apps.conversations.queries.matches import Matches
from dueto.domain.basics.message import Message, say

CHOOSE = say("The base may know them: choose who it is, or say that it is somebody else.")
CHOOSE_COMPANY = say("The base knows a company that is called much the same: choose it, or say that it is another.")


@dataclass(frozen=True, slots=True)
class Decided:
    """Who it is (0: nobody said), whether it is somebody new, and whether the company is none of those alike."""

    person: int = 0
    new: bool = False
    company: bool = False


def decided_in(sent: Mapping[str, str]) -> Decided:
    """Return what was decided so far; what is decided stands in the form until something else is typed."""
    return Decided(number_in(sent, "person"), bool(sent.get("new")), bool(sent.get("other_company")))


def question(seen: Matches, decided: Decided, *, may_be_new: bool = True) -> Message | None:
    """Return what has to be decided before anything is written down; None if nothing has."""
    if seen.people and not decided.person and not (decided.new and may_be_new):
        return CHOOSE
    has_company = any(one.who.id == decided.person and one.who.company for one in seen.people)
    return CHOOSE_COMPANY if seen.companies_alike and not decided.company and not has_company else None


def company_in(sent: Mapping[str, str]) -> str:
    """Return the name of the company that was chosen among those alike; empty if none was. One query or none."""
    chosen = number_in(sent, "is_company")
    return company_names([chosen]).get(chosen, "")


def number_in(sent: Mapping[str, str], name: str) -> int:
    """Return the id that was sent under this name; 0 if it is none."""
    text = sent.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
