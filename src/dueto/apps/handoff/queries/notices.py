"""What one member should hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.handoff.models import Notice
from dueto.apps.journal.messages import unpacked
from dueto.domain.basics.message import Message, say

MOST = 100
SENTENCES = {
    "handed_over": say("A new hand-off waits for an answer"),
    "joined": say("A colleague of the company joined the hand-off"),
    "reassigned": say("A hand-off was passed on to you"),
    "returned": say("Sales gave back a hand-off"),
    "answered": say("Marketing answered a return"),
    "asked": say("Sales asks marketing about a hand-off"),
    "clock": say("A commitment is running out of time"),
    "late": say("A commitment ran out of time"),
}
OTHER = say("Something changed in a hand-off")


@dataclass(frozen=True, slots=True)
class Heard:
    """One notice: its sentence, about whom, and whether it was read."""

    id: int
    kind: str
    says: Message
    handoff_id: int | None
    name: str
    company: str
    text: str
    created_at: datetime
    is_read: bool


def notices_of(member_id: int) -> list[Heard]:
    """Return the newest notices of a member, those unread first. One query."""
    rows = Notice.objects.filter(member_id=member_id).select_related("handoff__lead__person__card")
    newest = sorted(rows.order_by("-id")[:MOST], key=lambda row: (row.read_at is not None, -row.pk))
    return [_heard(row) for row in newest]


def unread_count(member_id: int) -> int:
    """Return how many notices a member has not read. One query."""
    return Notice.objects.filter(member_id=member_id, read_at=None).count()


def _heard(row: Notice) -> Heard:
    card = getattr(row.handoff.lead.person, "card", None) if row.handoff else None
    said = unpacked(row.details.get("says")) if row.details else None
    return Heard(
        row.pk, row.kind, said if isinstance(said, Message) else SENTENCES.get(row.kind, OTHER), row.handoff_id,
        card.full_name if card else "", card.company if card else "", str(row.details.get("text", "")),
        row.created_at, row.read_at is not None,
    )  # fmt: skip
