"""What stands on the page of the commitments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.handoff.board import pace
from dueto.apps.handoff.board.overdue import EVERYBODY, Whose, due_until
from dueto.apps.handoff.board.promises import Promises, promises, term_of
from dueto.apps.handoff.board.team import parts
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message
from dueto.domain.commitments.period import Period, period_before, period_of
from dueto.domain.commitments.promise import What
from dueto.domain.commitments.share import how_sure
from dueto.domain.commitments.standing import Standing
from dueto.web import addresses
from dueto.web.board.dues import Line, lines_of
from dueto.web.commitments.arithmetic import counted_so
from dueto.web.commitments.people import Row, rows_of
from dueto.web.figures.pace import Pace, lay_out
from dueto.web.reader import Request

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

FAR = timedelta(days=800)
"""No month is shown that began longer ago."""


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise as a part of the page."""

    standing: Standing
    sure: Message | None
    counted: Message
    pace: Pace | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on it. `days_left` is None for a month that is over."""

    month: str
    days_left: int | None
    before: str
    after: str
    marketing: list[Promised]
    sales: list[Promised]
    rows: list[Row]
    dues: list[Line]
    first_url: str


def page_of(request: Request) -> Page | None:
    """Return the page, or None before an agreement is signed."""
    agreement = in_force(request.now)
    if agreement is None:
        return None
    this = period_of("month", as_of=request.now, zone=agreement.agreement.zone)
    month = _asked_for(request, this)
    found = promises(agreement, as_of=request.now, month=month)
    sides = _sides(found, agreement, request.now)
    is_this = month == this
    tomorrow = period_of("day", as_of=request.now, zone=this.zone).ends_at
    dues = lines_of(due_until(tomorrow, as_of=request.now, whose=_whose(request.user))) if is_this else []
    return Page(
        month=str(format_date(month.begins_on, "MMMM y", locale=request.voice.locale)),
        days_left=month.days - month.days_gone(request.now) if is_this else None,
        before=_name(period_before(month)) if month.begins_at > request.now - FAR else "",
        after="" if is_this else _name(period_of("month", as_of=month.ends_at, zone=month.zone)),
        marketing=sides["marketing"],
        sales=sides["sales"],
        rows=rows_of(parts(month, as_of=request.now), reader=request.user, sees_all=may(request.user, Right.MANAGE)),
        dues=dues,
        first_url=dues[0].url if dues else addresses.home_of(request.user),
    )


def _asked_for(request: Request, this: Period) -> Period:
    """Return the month that the address names, if there was one; else the one under way."""
    try:
        begins_on = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return this
    noon = datetime(begins_on.year, begins_on.month, 1, 12, tzinfo=this.zone)
    if not request.now - FAR - timedelta(days=31) < noon <= request.now:
        return this
    return period_of("month", as_of=noon, zone=this.zone)


def _name(month: Period) -> str:
    return month.begins_on.strftime("%Y-%m")


def _whose(member: Member) -> Whose:
    """Return whose clocks somebody attends to: managers everybody's, executives their own, marketing its own."""
    if may(member, Right.MANAGE):
        return EVERYBODY
    if member.role == "sales":
        return Whose(member_id=member.pk)
    return Whose(side="marketing") if member.team == "marketing" else EVERYBODY


def _sides(found: Promises, agreement: InForce, as_of: datetime) -> dict[str, list[Promised]]:
    lines = pace.clocks(found.standings, found.month, as_of=as_of)
    days = term_of(agreement.record).days
    sides: dict[str, list[Promised]] = {"marketing": [], "sales": []}
    for standing in found.standings:
        line = lines.get(str(standing.promise.clock))
        if standing.promise.what is What.QUALIFIED and standing.promise.per == "month":
            line = pace.crossings(found.month, as_of=as_of, target=standing.promise.target or 0)
        sides[standing.promise.side].append(
            Promised(
                standing=standing,
                sure=how_sure(standing.share),
                counted=counted_so(standing.promise.what, days=days),
                pace=lay_out(kept=line.points, promised=line.promised) if line and line.promised else None,
            )
        )
    return sides
