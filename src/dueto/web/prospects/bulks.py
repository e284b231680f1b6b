"""One thing done to many people of the list, and how far it has come."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.handoff.queries.choices import executives
from dueto.apps.leads.access import bulk_for
from dueto.apps.leads.actions.bulks import AT_ONCE, GIVE, NOTE, REASONS, UnableToBegin, begin_bulk, stop_bulk
from dueto.apps.leads.addressed import kept
from dueto.apps.leads.queries.options import how_many
from dueto.apps.leads.queries.pieces import found_by
from dueto.apps.team.access import require
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.actions import UnableToPlan
from dueto.apps.telephone.actions import many as telephone
from dueto.apps.telephone.actions.many import CALL, COUNT, call_counted, count_calls, work_on
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only, read_only
from dueto.web.people.typed import text_in
from dueto.web.prospects.conditions import LIST
from dueto.web.prospects.page import shown
from dueto.web.prospects.selection import answer, chosen_in

if TYPE_CHECKING:
    from dueto.apps.leads.models import Bulk
    from dueto.web.reader import Request

ACTION_WORDS = {
    NOTE: say("The note is written"), GIVE: say("The companies are given"),
    COUNT: say("Who may be called is counted; nothing is planned yet"), CALL: say("The calls are planned"),
}  # fmt: skip
GOING = {
    NOTE: say("The note is being written"), GIVE: say("The companies are being given"),
    COUNT: say("Who may be called is being counted"), CALL: say("The calls are being planned"),
}  # fmt: skip
STOPPED = say("Stopped before the end; what was done stays done")
LEFT_OUT = {**telephone.REASONS, **REASONS}


@post_only
@allowed(Right.WORK_BASE)
def bulks(request: Request) -> HttpResponse:
    """Begin something for all who are chosen; few are done at once, many by the worker."""
    action = request.POST.get("action", "")
    if action not in (NOTE, GIVE, COUNT):
        return answer(request, error=say("say what to do"), status=422)
    if action == GIVE:
        require(request.user, Right.MANAGE)
    asked = shown(request)
    chosen = chosen_in(request.POST, asked)
    ids = found_by(asked.filters, as_of=request.now) if chosen.is_all and asked.filters.words else chosen.named
    if chosen.is_nobody or (asked.filters.words and not ids):
        return answer(request, error=say("nobody is chosen"), status=422)
    selected = 0 if ids else how_many(asked.filters, as_of=request.now).people
    listed = kept(urlencode(asked.parts()))
    whom: dict[str, Any] = {"chosen": ids, "filters": asked.filters, "selected": selected, "listed": listed}
    said = text_in(request.POST, "said", most=4000)
    try:
        bulk = _begun(request, action, said=said, whom=whom)
    except UnableToBegin as unable:
        return answer(request, error=unable.says, field=unable.field, typed=said, status=422)
    except UnableToPlan as unable:
        return answer(request, error=unable.says, field="aim", status=422)
    return _shown(request, bulk)


@read_only
@allowed(Right.WORK_BASE)
def bulk(request: Request, bulk_id: int) -> HttpResponse:
    """Return how far it has come: selected, done, and left out with the reason."""
    work = bulk_for(request.user, bulk_id)
    left = [{"says": LEFT_OUT[reason], "count": count} for reason, count in work.left_out.items() if reason in LEFT_OUT]
    left_count = sum(int(one["count"]) for one in left)
    says = STOPPED if work.stopped_by_id else ACTION_WORDS[work.action] if work.ended_at else GOING[work.action]
    context = {
        "bulk": work,
        "list_url": f"{LIST}?{work.listed or 'all=1'}",
        "says": says,
        "done_label": say("May be called") if work.action == COUNT else say("Done"),
        "may_go_on": work.action == COUNT and work.ended_at and not work.stopped_by_id and work.done,
        "is_calls": work.action == CALL,
        "left": left,
        "left_count": left_count,
        "come_to": work.done + left_count,
    }
    is_piece = "HX-Request" in request.headers
    return render(request, "prospects/bulk_now.html" if is_piece else "prospects/bulk.html", context)


@post_only
@allowed(Right.WORK_BASE)
def calls(request: Request, bulk_id: int) -> HttpResponse:
    """Plan the calls that were counted; sent twice, they are planned once."""
    counted = bulk_for(request.user, bulk_id)
    if counted.action != COUNT or counted.ended_at is None or counted.stopped_by_id:
        return redirect("bulk", counted.pk)
    return _shown(request, call_counted(bulk_id=counted.pk, by=request.user.pk, at=request.now))


@post_only
@allowed(Right.WORK_BASE)
def stops(request: Request, bulk_id: int) -> HttpResponse:
    """Let it go no further."""
    work = bulk_for(request.user, bulk_id)
    stop_bulk(bulk_id=work.pk, by=request.user.pk, at=request.now)
    return redirect("bulk", work.pk)


def _begun(request: Request, action: str, *, said: str, whom: dict[str, Any]) -> Bulk:
    by, at = request.user.pk, request.now
    if action == COUNT:
        aim, occasion, basis = (request.POST.get(name, "")[:20] for name in ("aim", "occasion", "basis"))
        caller = _member(request, "member", dict(names_of(Right.WORK_BASE)))
        return count_calls(aim=aim, occasion=occasion, basis=basis, caller=caller, by=by, at=at, **whom)
    owner = _member(request, "owner", {pk for pk, _ in executives(but=None)})
    return begin_bulk(action=action, said=said, owner=owner, by=by, at=at, **whom)


def _member(request: Request, name: str, known: Container[int]) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and int(text) in known else None


def _shown(request: Request, bulk: Bulk) -> HttpResponse:
    """Return the way to its page; few people are done with by then."""
    if bulk.chosen and len(bulk.chosen) <= AT_ONCE:
        work_on(at=request.now, bulk_id=bulk.pk)
    return redirect("bulk", bulk.pk)
