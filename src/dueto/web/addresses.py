"""Where the pages are that other pages lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

TODAY, BOARD, COMMITMENTS = "/today/", "/board/", "/commitments/"
DESK, RETURNS, OUTCOMES, NOTICES = "/desk/", "/returns/", "/outcomes/", "/notices/"
PROSPECTS, ONE_DATUM, AGREEMENT, FORMS = "/prospects/", "/one-datum/", "/agreement/", "/forms/"
MEMBERS, JOURNAL = "/members/", "/journal/"
IMPORTS, CONTENT, MAILBOX, CALLS = "/imports/", "/content/", "/mailbox/", "/calls/"
CARE, DUPLICATES, MACHINES = "/care/", "/care/duplicates/", "/machines/"
FIND, SOURCES = "/find/", "/sources/"
PRIVACY, WEBHOOKS = "/privacy/", "/webhooks/"
BASE, COMPANIES, CUSTOMERS = "/base/", "/companies/", "/customers/"
LOG_IN, LOG_OUT, SECOND_FACTOR = "/accounts/login/", "/accounts/logout/", "/accounts/factor/"


def person(person_id: int) -> str:
    """Return the page of a person."""
    return f"/people/{person_id}/"


def company(company_id: int) -> str:
    """Return the page of a company."""
    return f"/companies/{company_id}/"


def handoff(handoff_id: int) -> str:
    """Return the page of a hand-off."""
    return f"/handoffs/{handoff_id}/"


def home_of(member: Member) -> str:
    """Return where a member begins the day: executives at their desk, all others at today."""
    return DESK if member.role == "sales" else TODAY
