"""What came in and was taken for something: waiting for somebody, set aside, settled; and how the mailboxes are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from dueto.adapters.mail.texts import apart
from dueto.apps.conversations.deciding import WAITING, Kind
from dueto.apps.conversations.models import Mailbox, Message

PAGE = 25
ASIDE = (Kind.ASIDE,)
QUIET = (Kind.NOTHING, Kind.AWAY, Kind.BOUNCE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as the page of the mailbox shows it; `quoted` is what it repeats of others."""

    id: int
    channel: str
    direction: str
    kind: str
    why: str
    person_id: int | None
    who: str
    role: str
    company: str
    name: str
    address: str
    subject: str
    text: str
    quoted: str
    attachments: tuple[str, ...]
    happened_at: datetime
    back_on: date | None
    substitute: str
    bounce: str
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True, slots=True)
class Letters:
    """One page of them; `next` is where the next one begins, 0 for nowhere."""

    rows: tuple[Letter, ...]
    next: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """How a mailbox is: when it was read, and what troubles it since when."""

    name: str
    read_at: datetime | None
    trouble: str
    troubled_at: datetime | None
    due_at: datetime


def waiting(kind: Kind, *, before: int = 0) -> Letters:
    """Return what waits for somebody of one kind, the newest first. One query."""
    return _page(Message.objects.filter(kind=kind, settled_at=None), before)


def aside(*, before: int = 0) -> Letters:
    """Return what was set aside and nobody has looked at. One query."""
    return waiting(Kind.ASIDE, before=before)


def settled(*, before: int = 0) -> Letters:
    """Return what somebody took care of, and what asks for nobody: absences, returned mails, what is ignored."""
    return _page(Message.objects.exclude(settled_at=None).exclude(kind=Kind.NOTED), before)


def kept_by(state: str, *, kind: str = "", before: int = 0, size: int = PAGE) -> Letters:
    """Return what is `waiting`, `aside` or `done`, of one kind where that is asked, the newest first. One query."""
    if state == "done":
        rows = Message.objects.exclude(settled_at=None).exclude(kind=Kind.NOTED)
    else:
        rows = Message.objects.filter(settled_at=None, kind__in=WAITING if state == "waiting" else ASIDE)
    return _page(rows.filter(kind=kind) if kind else rows, before, size=size)


def said_with(person_id: int, *, before: int = 0, size: int = PAGE) -> Letters:
    """Return what was said by and to one person, what colleagues noted too, the newest first. One query."""
    return _page(Message.objects.filter(identity__person=person_id, withdrawn_at=None), before, size=size)


def letter(message_id: int) -> Letter:
    """Return one message. One query."""
    return _letter(_shown(Message.objects.filter(pk=message_id)).get())


def brought(message_id: int) -> int | None:
    """Return the person whom this very mail brought into the base, and nothing else; None if they were there before."""
    row = Message.objects.filter(pk=message_id, kind=Kind.INQUIRY).select_related("identity__person").first()
    person = row.identity.person if row is not None and row.identity else None
    if row is None or person is None or person.created_at != row.known_at:
        return None
    return person.pk if person.identities.count() == 1 else None


def counts() -> dict[str, int]:
    """Return how many wait, by kind. One query, answered by the index of what waits."""
    rows = Message.objects.filter(settled_at=None, kind__in=(*WAITING, *ASIDE)).values("kind")
    return {row["kind"]: row["n"] for row in rows.annotate(n=Count("pk")).order_by("kind")}


def states(names: Iterable[str]) -> dict[str, State]:
    """Return how these mailboxes are; one that was never read is not among them. One query."""
    rows = Mailbox.objects.filter(name__in=list(names)).order_by("name")
    return {row.name: State(row.name, row.read_at, row.trouble, row.troubled_at, row.due_at) for row in rows}


def _page(rows: QuerySet[Message], before: int, *, size: int = PAGE) -> Letters:
    if before:
        rows = rows.filter(pk__lt=before)
    found = [_letter(row) for row in _shown(rows).order_by("-pk")[: size + 1]]
    return Letters(tuple(found[:size]), found[size - 1].id if len(found) > size else 0)


def _shown(rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.select_related("identity__person__card", "identity__person__company", "settled_by")


def _letter(row: Message) -> Letter:
    person = row.identity.person if row.identity else None
    card = getattr(person, "card", None)
    said, quoted = apart(row.text)
    return Letter(
        id=row.pk, channel=row.channel, direction=row.direction, kind=row.kind, why=row.why,
        person_id=person.pk if person else None,
        who=card.full_name if card else "", role=card.role if card else "",
        company=(card.company if card else "") or (person.company.name if person and person.company else ""),
        name=row.name, address=row.address, subject=row.subject, text=said, quoted=quoted,
        attachments=tuple(map(str, row.attachments)), happened_at=row.happened_at, back_on=row.back_on,
        substitute=row.substitute, bounce=row.bounce, settled_at=row.settled_at,
        settled_by=row.settled_by.name if row.settled_by else "",
    )  # fmt: skip
