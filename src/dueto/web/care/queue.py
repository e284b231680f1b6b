"""The queue of pairs that may be one, the search that finds them, and what was merged lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.stewardship.actions import ask_for_search
from dueto.apps.stewardship.queries.pairs import MOST_COUNTED, pairs, waiting_pairs
from dueto.apps.stewardship.queries.searches import latest_merges, seeking
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say, say_many
from dueto.web.addresses import DUPLICATES
from dueto.web.care.words import STAGES, share_of, verdict_of
from dueto.web.guard import allowed, members, post_only, read_only

if TYPE_CHECKING:
    from dueto.web.reader import Request

TABS = {"person": say("People"), "company": say("Companies")}
STATES = {"open": say("To look at"), "later": say("Put off"), "distinct": say("Two"), "merged": say("Merged pairs")}


@read_only
@members
def queue(request: Request) -> HttpResponse:
    """Return the pairs of people or of companies, the likeliest first."""
    kind = request.GET.get("kind", "person")
    state = request.GET.get("state", "open")
    kind, state = kind if kind in TABS else "person", state if state in STATES else "open"
    rows, more = pairs(kind, state=state, after=_mark(request.GET.get("after", "")))
    context: dict[str, Any] = {
        "kind": kind,
        "tabs": [
            {"label": label, "url": f"{DUPLICATES}?kind={one}", "is_current": one == kind,
             "count": _bounded(waiting_pairs(one))}
            for one, label in TABS.items()
        ],
        "states": [
            {"label": label, "url": f"{DUPLICATES}?kind={kind}&state={one}", "is_current": one == state}
            for one, label in STATES.items()
        ],
        "rows": [
            {"pair": one, "verdict": verdict_of(one.probability), "share": share_of(one.probability)} for one in rows
        ],
        "older_url": f"{DUPLICATES}?kind={kind}&state={state}&after={more}" if more else "",
        "search": _search(kind),
        "latest": latest_merges(kind),
        "may_decide": may(request.user, Right.WORK_BASE),
        "is_waiting": state == "open",
    }  # fmt: skip
    name = "care/_search.html" if request.headers.get("HX-Target") == "search" else "care/pairs.html"
    return render(request, name, context)


@post_only
@allowed(Right.WORK_BASE)
def searches(request: Request) -> HttpResponse:
    """Ask for a search; the worker does it."""
    kind = request.POST.get("kind", "")
    kind = kind if kind in TABS else "person"
    ask_for_search(kind=kind, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("The search has been asked for; it goes on by itself.")))
    response = redirect(f"{DUPLICATES}?kind={kind}")
    response.status_code = 303
    return response


def _search(kind: str) -> dict[str, Any]:
    found = seeking(kind)
    if found is None:
        return {"says": say("Nobody has searched yet."), "is_under_way": False}
    if found.is_under_way:
        says = say("Searching: {stage}", stage=STAGES.get(found.stage, found.stage))
        if found.looked_at:
            says = say("{says} ({n} read)", says=says, n=found.looked_at)
        return {"says": says, "is_under_way": True}
    if found.failed or found.ended_at is None:
        return {"says": say("The last search could not be done. Search again."), "is_under_way": False}
    return {"says": _ended(found.found, found.looked_at), "at": found.ended_at, "is_under_way": False}


def _ended(found: int, looked_at: int) -> Message:
    return say(
        "{pairs} among {n}", n=looked_at, pairs=say_many("{n} possible pair", "{n} possible pairs", found)
    )  # fmt: skip


def _bounded(count: int) -> int | Message:
    return say("{n}+", n=MOST_COUNTED) if count > MOST_COUNTED else count


def _mark(after: str) -> str:
    probability, _, pk = after.partition(":")
    try:
        float(probability)
    except ValueError:
        return ""
    return after if pk.isascii() and pk.isdigit() and len(pk) < 19 else ""
