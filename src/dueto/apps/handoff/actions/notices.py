"""Telling members, in the app and by mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dueto.apps.handoff.models import Handoff, Notice
from dueto.apps.journal.actions import enqueue
from dueto.apps.leads.models import Contact
from dueto.apps.team.models import Member


def tell(member_ids: Iterable[int], kind: str, *, handoff: Handoff, at: datetime, **details: Any) -> None:
    """Put a notice before each of these members."""
    Notice.objects.bulk_create(
        Notice(member_id=member, kind=kind, handoff=handoff, details=details, created_at=at)
        for member in dict.fromkeys(member_ids)
    )


def mail(template: str, *, handoff: Handoff, at: datetime, key: str = "", **body: Any) -> None:
    """Put a mail about a hand-off into the outbox, once for each key."""
    enqueue(
        "mail", key=key or f"{template}:{handoff.pk}", body={"template": template, "handoff": handoff.pk, **body}, at=at
    )


def managers_of(team: str) -> list[int]:
    """Return who manages a team; where nobody does, who manages at all."""
    managers = Member.objects.filter(is_active=True, role="manager").order_by("id").values_list("id", "team")
    return [pk for pk, whose in managers if whose == team] or [pk for pk, _ in managers]


def mark_read(*, member_id: int, at: datetime, notice_ids: Iterable[int] | None = None) -> int:
    """Return how many notices of this member are read now; all of them, unless some are named."""
    unread = Notice.objects.filter(member_id=member_id, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    return unread.update(read_at=at)


def tell_of_mail(*, person_id: int, at: datetime) -> None:
    """Tell the executive who has somebody in hand that they wrote."""
    in_hand = Handoff.objects.filter(
        lead__person=person_id, lead__ended_at=None, state__in=("sent", "accepted")
    ).exclude(executive=None)
    for handoff in in_hand.order_by("pk"):
        tell([handoff.executive_id or 0], "wrote", handoff=handoff, at=at)


def tell_of_contacts(*, person_ids: Iterable[int], at: datetime) -> None:
    """Tell the executives whose hand-offs these people joined at `at`."""
    joined = Contact.objects.filter(person__in=list(person_ids), joined_at=at).select_related("lead__handoff")
    for contact in joined:
        handoff = getattr(contact.lead, "handoff", None)
        if handoff is not None and handoff.executive_id is not None:
            tell([handoff.executive_id], "joined", handoff=handoff, at=at)
