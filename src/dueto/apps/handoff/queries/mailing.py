"""What a mail about a hand-off needs to know. Addresses are read when the mail leaves, and nowhere kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dueto.apps.base.models import Card
from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.handoff.queries.case import case_of
from dueto.apps.team.models import Member
from dueto.domain.basics.message import Message
from dueto.domain.sla.kinds import Kind
from dueto.domain.sla.words import NAMES


@dataclass(frozen=True, slots=True)
class Reader:
    """A member who gets a mail."""

    name: str
    email: str
    title: str
    language: str
    country: str
    zone: ZoneInfo

    @property
    def first_name(self) -> str:
        """The name by which colleagues call them."""
        return self.name.split()[0] if self.name else ""


@dataclass(frozen=True, slots=True)
class MailCase:
    """One hand-off as its mails tell of it."""

    handoff_id: int
    person_id: int
    is_open: bool
    executive_id: int
    seller: str
    executive: Reader
    who: str
    role: str
    company: str
    email: str
    country: str
    because: tuple[Message, ...]
    answer_due_at: datetime | None
    meeting_at: datetime | None


@dataclass(frozen=True, slots=True)
class Owed:
    """One clock that ran out: what was owed, since when, by whom (None: marketing), whether it still is."""

    what: Message
    due_at: datetime | None
    side: str
    owner: Reader | None
    is_open: bool


def mail_case(handoff_id: int, *, as_of: datetime) -> MailCase | None:
    """Return what the mails about a hand-off need; None for somebody who was erased since."""
    handoff = (
        Handoff.objects.select_related("executive", "lead__agreement", "lead__person")
        .filter(pk=handoff_id, lead__person__erased_at=None)
        .first()
    )
    if handoff is None or handoff.executive is None:
        return None
    card = Card.objects.filter(person_id=handoff.lead.person_id).first() or Card()
    case = case_of(handoff.lead, as_of=as_of)
    answer = Clock.objects.filter(handoff=handoff, kind=Kind.ANSWER).order_by("-id").first()
    return MailCase(
        handoff_id=handoff.pk, person_id=handoff.lead.person_id,
        is_open=handoff.state in ("sent", "accepted") and handoff.lead.is_open,
        executive_id=handoff.executive.pk, seller=handoff.lead.agreement.name,
        executive=_reader(handoff.executive), who=card.full_name, role=card.role,
        company=card.company, email=card.email, country=card.country, because=case.reasons,
        answer_due_at=answer.due_at if answer else None, meeting_at=handoff.meeting_at,
    )  # fmt: skip


def owed(clock_id: int) -> Owed | None:
    """Return what a clock was about."""
    clock = Clock.objects.select_related("owed_by").filter(pk=clock_id).first()
    if clock is None:
        return None
    owner = _reader(clock.owed_by) if clock.owed_by else None
    return Owed(NAMES[Kind(clock.kind)], clock.due_at, clock.side, owner, clock.stopped_at is None)


def member(member_id: int) -> Reader | None:
    """Return a member to whom mail may go."""
    found = Member.objects.filter(pk=member_id, is_active=True).first()
    return _reader(found) if found else None


def _reader(member: Member) -> Reader:
    return Reader(member.name, member.email, member.title, member.language, member.country, member.time_zone)
