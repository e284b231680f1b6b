"""What was said with one person: the words behind their acts, whether they are away, whether mail reaches them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dueto.adapters.mail.texts import apart
from dueto.apps.conversations.actions.noting import TO_TAKE_BACK
from dueto.apps.conversations.deciding import Kind
from dueto.apps.conversations.models import Message

AWAY_WITHOUT_A_DAY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Said:
    """The words behind one act."""

    message_id: int
    subject: str
    text: str
    quoted: str
    attachments: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands in the way of reaching somebody: an absence, a mail that came back."""

    is_away: bool = False
    back_on: date | None = None
    substitute: str = ""
    told_at: datetime | None = None
    bounce: str = ""
    came_back_at: datetime | None = None


def words_of(activity_ids: Iterable[int]) -> dict[int, Said]:
    """Return what was said in these acts, where anything was. One query."""
    rows = Message.objects.filter(activity__in=list(activity_ids)).select_related("by")
    return {row.activity_id: _said(row) for row in rows if row.activity_id and (row.text or row.subject)}


def reach_of(person_id: int, *, as_of: datetime, today: date) -> Reach:
    """Return whether somebody is away or their mail comes back, as far as nothing newer tells otherwise. One query."""
    rows = Message.objects.filter(
        identity__person_id=person_id, channel="mail", kind__in=(Kind.AWAY, Kind.BOUNCE, Kind.REPLY, Kind.INQUIRY)
    ).order_by("-happened_at", "-id")[:10]
    away = back = None
    for row in rows:
        if row.kind in (Kind.REPLY, Kind.INQUIRY):
            break
        away = away or (row if row.kind == Kind.AWAY else None)
        back = back or (row if row.kind == Kind.BOUNCE else None)
    if away is not None and not _lasts(away, as_of, today):
        away = None
    return Reach(
        is_away=away is not None, back_on=away.back_on if away else None, substitute=away.substitute if away else "",
        told_at=away.happened_at if away else None, bounce=back.bounce if back else "",
        came_back_at=back.happened_at if back else None,
    )  # fmt: skip


def just_noted(person_id: int, *, by: int, as_of: datetime) -> int | None:
    """Return the last thing that a member noted of somebody, if it can still be taken back. One query."""
    rows = Message.objects.filter(
        identity__person_id=person_id, kind=Kind.NOTED, by_id=by, withdrawn_at=None, known_at__gt=as_of - TO_TAKE_BACK
    )
    return rows.exclude(activity=None).order_by("-id").values_list("pk", flat=True).first()


def _lasts(away: Message, as_of: datetime, today: date) -> bool:
    return away.back_on >= today if away.back_on else as_of - away.happened_at < AWAY_WITHOUT_A_DAY


def _said(row: Message) -> Said:
    text, quoted = apart(row.text)
    return Said(row.pk, row.subject, text, quoted, tuple(map(str, row.attachments)), row.by.name if row.by else "")
