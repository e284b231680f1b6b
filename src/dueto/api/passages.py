"""A hand-off as programs see it, and doing something with it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ninja import Field, Schema

from dueto.api.calls import Call, maker, refusal
from dueto.apps.handoff.access import handoff_for
from dueto.apps.handoff.actions import UnableTo
from dueto.apps.handoff.queries.choices import choices_of
from dueto.apps.handoff.queries.passage import passage_of
from dueto.apps.team.rights import Right, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from dueto.apps.handoff.models import Handoff

SAME = (
    "definition", "state", "stage", "is_open", "executive", "sent_at", "answered_at", "first_contact_at",
    "next_attempt_at", "deferred_until", "end", "end_reason",
)  # fmt: skip


class ClockOut(Schema):
    """One clock: what is owed, by which side, until when."""

    kind: str
    side: str
    says: str = Field(description="how it stands, in words")
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    is_late: bool
    is_moot: bool


class AttemptOut(Schema):
    """One attempt to reach the contact."""

    by: str
    channel: str
    result: str
    happened_at: datetime


class HandoffWhole(Schema):
    """A hand-off with its clocks, and what the agreement lets sales say of it now."""

    id: int
    lead: int
    person: int
    definition: str
    passage: int
    state: str
    stage: str
    is_open: bool
    executive: str
    why: list[str] = Field(description="why it went to this executive")
    sent_at: datetime | None
    answered_at: datetime | None
    first_contact_at: datetime | None
    next_attempt_at: datetime | None
    deferred_until: date | None
    amount: Decimal | None
    currency: str | None
    end: str
    end_reason: str
    channel: str = Field(description="where they first came from; it is kept to the end of the sale")
    campaign: str
    first_page: str
    referrer: str
    clocks: list[ClockOut]
    attempts: list[AttemptOut] = Field(description="the newest first")
    to_give_back: list[str] = Field(description="the agreed reasons; none: any words will do")
    losses: list[str] = Field(description="the agreed reasons; none: any words will do")


def to_work(request: Call, handoff_id: int) -> Handoff:
    """Return a hand-off that may be acted on: an executive's own, any for a manager or an administrator."""
    member = maker(request)
    return handoff_for(member, handoff_id, right=Right.WORK_LEADS if may(member, Right.WORK_LEADS) else Right.SEE)


def done(request: Call, handoff_id: int, act: Callable[[int], object]) -> HandoffWhole:
    """Return a hand-off after something was done with it in the name of whoever made the token."""
    to_work(request, handoff_id)
    try:
        act(request.auth.made_by)
    except UnableTo as unable:
        raise refusal(unable.says, at="body") from None
    return whole(request, to_work(request, handoff_id))


def whole(request: Call, handoff: Handoff) -> HandoffWhole:
    """Return a hand-off as programs see it. Nine queries."""
    one = passage_of(handoff, as_of=request.now)
    choices = choices_of(one)
    first = one.origin
    same = {name: getattr(one, name) for name in SAME}
    return HandoffWhole(
        id=one.handoff_id, lead=one.lead_id, person=one.who.id, passage=one.number,
        why=[request.voice(says) for says in one.why],
        amount=one.sale.amount if one.sale else None, currency=one.sale.currency if one.sale else None,
        channel=first.channel if first else "", campaign=first.campaign if first else "",
        first_page=first.first_page if first else "", referrer=first.referrer if first else "",
        clocks=[
            ClockOut(kind=face.kind, side=face.side, says=request.voice(face.words), started_at=face.started_at,
                     due_at=face.due_at, stopped_at=face.stopped_at, is_late=face.is_late, is_moot=face.is_moot)
            for face in one.clocks
        ],
        attempts=[AttemptOut.from_orm(made) for made in one.attempts],
        to_give_back=[reason.name for reason in choices.to_give_back],
        losses=[reason.name for reason in choices.losses], **same,
    )  # fmt: skip
