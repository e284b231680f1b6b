"""What a token of the API may do."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

SCOPES = MappingProxyType(
    {
        "people:read": say("read people"),
        "people:write": say("bring in inquiries, and add to what is known of people"),
        "lists:write": say("keep, share and remove lists"),
        "bulks:write": say("work on many people at once"),
        "activities:read": say("read activities"),
        "activities:write": say("report activities"),
        "companies:read": say("read companies"),
        "companies:write": say("add to the record of companies, and say who looks after them"),
        "machines:read": say("read the rules about machines"),
        "machines:write": say("class acts again, and make and end rules about machines"),
        "leads:read": say("read qualified opportunities, hand-offs and returns"),
        "leads:write": say("answer hand-offs as sales does, and follow them to their outcome"),
        "returns:write": say("answer what sales gave back"),
        "agreement:read": say("read the agreement in force"),
        "mailbox:read": say("read what came in by mail"),
        "mailbox:write": say("sort what came in by mail, and say whose it is"),
        "forms:read": say("read which forms there are, and their numbers"),
        "forms:write": say("design and publish forms, and put them away"),
        "content:read": say("read the catalogue of content"),
        "content:write": say("add and change content"),
        "questions:read": say("read which datum is missing of whom"),
        "questions:write": say("answer, skip or hand on the question about a missing datum"),
        "calls:read": say("read which calls are planned"),
        "calls:write": say("plan calls, and tell how they went"),
        "imports:read": say("read imports and what was not taken"),
        "imports:write": say("bring lists in, stop and undo them"),
        "merges:read": say("read possible duplicates, merges and what is to mend"),
        "merges:write": say("merge and separate people, and decide what is to mend"),
        "privacy:read": say("read how long things are kept, and what people asked for"),
        "privacy:write": say("change how long things are kept, and note what people ask for"),
        "privacy:copy": say("hand out all that is held about somebody"),
        "privacy:erase": say("forget people for good"),
        "members:read": say("read who works here"),
        "members:write": say("invite people, change what they may do, and note absences"),
        "tokens:read": say("read which tokens there are"),
        "tokens:write": say("revoke tokens"),
        "everything:copy": say("take everything out that is held here"),
        "journal:read": say("read the journal"),
        "webhooks:read": say("read subscriptions and their deliveries"),
        "webhooks:write": say("make and change subscriptions, and send again"),
    }
)
"""Each scope with its sentence."""
NEEDS = MappingProxyType(
    {
        "people:write": Right.WORK_BASE,
        "lists:write": Right.WORK_BASE,
        "bulks:write": Right.WORK_BASE,
        "leads:write": Right.WORK_LEADS,
        "returns:write": Right.WORK_BASE,
        "companies:write": Right.WORK_BASE,
        "machines:write": Right.WORK_BASE,
        "mailbox:write": Right.WORK_BASE,
        "forms:write": Right.WORK_BASE,
        "content:write": Right.WORK_BASE,
        "questions:write": Right.WORK_BASE,
        "calls:write": Right.WORK_BASE,
        "imports:read": Right.WORK_BASE,
        "imports:write": Right.WORK_BASE,
        "merges:write": Right.WORK_BASE,
        "privacy:read": Right.FORGET,
        "privacy:write": Right.FORGET,
        "privacy:copy": Right.FORGET,
        "privacy:erase": Right.FORGET,
        "members:write": Right.ADMINISTER,
        "tokens:read": Right.ADMINISTER,
        "tokens:write": Right.ADMINISTER,
        "everything:copy": Right.ADMINISTER,
        "journal:read": Right.AUDIT,
        "webhooks:read": Right.ADMINISTER,
        "webhooks:write": Right.ADMINISTER,
    }
)
"""What whoever made the token has to be allowed; an administrator may give it to a program without having it."""
OWN = frozenset({Right.AUDIT, Right.FORGET})
"""Rights that nobody gives who has not got them."""


def may_give(member: Member, right: Right) -> bool:
    """Return whether somebody has a right, or may give it to a program without having it."""
    return may(member, right) or (right not in OWN and may(member, Right.ADMINISTER))
