"""What one member should hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.handoff.models import Notice
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.sla.kinds import Kind
from dueto.domain.sla.words import NAMES

MOST = 100
SENTENCES = {
    "handoff": say("A new hand-off waits for an answer"),
    "joined": say("A colleague of the company joined the hand-off"),
    "merged": say("A hand-off was withdrawn: the contact turned out to be somebody whom sales has already"),
    "separated": say("A hand-off came back: the contact is somebody else after all"),
    "passed_on": say("A hand-off was passed on to a colleague"),
    "wrote": say("A contact of yours wrote to us"),
    "lapsed": say("A hand-off lapsed: nobody of sales answered it or did anything about it"),
    "silent": say("A lead is recycled: nobody of sales did anything about it any more"),
    "return": say("Sales gave back a hand-off: {reason}"),
    "answer": say("Marketing answered a return: {answer}"),
    "question": say("Sales asks marketing about a hand-off; the words are in its notes"),
    "forgotten": say("A contact asked to be forgotten: their hand-off has ended"),
    "resumed": say("A deferred sale came back"),
    "reminder": say("Time is running out: {clock}"),
    "due": say("Overdue: {clock}"),
    "manager": say("Overdue for some time: {clock}"),
}
ANSWERS = {"agreed": say("agreed"), "disagreed": say("not agreed"), "mended": say("mended")}
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
    page = row.handoff_id if row.kind != "forgotten" else None
    return Heard(
        row.pk, row.kind, _says(row), page, card.full_name if card else "", card.company if card else "",
        row.created_at, row.read_at is not None,
    )  # fmt: skip


def _says(row: Notice) -> Message:
    sentence, kept = SENTENCES.get(row.kind, OTHER), row.details
    clock = kept.get("clock", "")
    gaps: dict[str, Value] = {
        "reason": str(kept.get("reason", "")),
        "answer": ANSWERS.get(kept.get("answer", ""), ""),
        "clock": NAMES[Kind(clock)] if clock in set(Kind) else "",
    }
    return say(sentence.text, **{name: value for name, value in gaps.items() if f"{{{name}}}" in sentence.text})
