"""One thing done to many people of the list, and how far it has come."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.handoff.queries.choices import executives
from dueto.apps.leads.access import bulk_for
from dueto.apps.leads.actions.bulks import AT_ONCE, GIVE, NOTE, REASONS, UnableToBegin, begin_bulk
from dueto.apps.leads.bulk_work import work_on
from dueto.apps.leads.queries.options import how_many
from dueto.apps.leads.queries.pieces import found_by
from dueto.apps.team.access import require
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only, read_only
from dueto.web.people.typed import text_in
from dueto.web.prospects.page import shown
from dueto.web.prospects.selection import answer, chosen_in
from dueto.web.reader import Request

ACTION_WORDS = {NOTE: say("The note is written"), GIVE: say("The companies are given")}
GOING = {NOTE: say("The note is being written"), GIVE: say("The companies are being given")}


@post_only
@allowed(Right.WORK_BASE)
def bulks(request: Request) -> HttpResponse:
    """Begin something for all who are chosen; few are done at once, many by the worker."""
    action = request.POST.get("action", "")
    if action not in (NOTE, GIVE):
        return answer(request, error=say("say what to do"), status=422)
    if action == GIVE:
        require(request.user, Right.MANAGE)
    asked = shown(request)
    chosen = chosen_in(request.POST, asked)
    ids = found_by(asked.filters, as_of=request.now) if chosen.is_all and asked.filters.words else chosen.named
    if chosen.is_nobody or (asked.filters.words and not ids):
        return answer(request, error=say("nobody is chosen"), status=422)
    owner = request.POST.get("owner", "")
    known = {pk for pk, _ in executives(but=None)}
    said = text_in(request.POST, "said", most=4000)
    try:
        bulk = begin_bulk(
            action=action, by=request.user.pk, at=request.now, chosen=ids, filters=asked.filters, said=said,
            owner=int(owner) if owner.isascii() and owner.isdigit() and int(owner) in known else None,
            selected=0 if ids else how_many(asked.filters, as_of=request.now).people,
        )  # fmt: skip
    except UnableToBegin as unable:
        return answer(request, error=unable.says, field=unable.field, typed=said, status=422)
    if ids and len(ids) <= AT_ONCE:
        work_on(at=request.now, bulk_id=bulk.pk)
    return redirect("bulk", bulk.pk)


@read_only
@allowed(Right.WORK_BASE)
def bulk(request: Request, bulk_id: int) -> HttpResponse:
    """Return how far it has come: selected, done, and left out with the reason."""
    work = bulk_for(request.user, bulk_id)
    left = [{"says": REASONS[reason], "count": count} for reason, count in work.left_out.items() if reason in REASONS]
    context = {
        "bulk": work,
        "says": ACTION_WORDS[work.action] if work.ended_at else GOING[work.action],
        "left": left,
        "left_count": sum(int(one["count"]) for one in left),
        "come_to": work.done + sum(int(one["count"]) for one in left),
    }
    is_piece = "HX-Request" in request.headers
    return render(request, "prospects/bulk_now.html" if is_piece else "prospects/bulk.html", context)
