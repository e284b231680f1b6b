"""Who is calling, or writes by WhatsApp: the number tells while it is typed, and the call is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, tell
from dueto.apps.conversations.actions import UnableToReceive, receive
from dueto.apps.conversations.queries.matches import Matches, matches
from dueto.apps.leads.actions import judge
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.find.decided import CHOOSE_COMPANY, Decided, company_in, decided_in, question
from dueto.web.find.finds import REFUSED
from dueto.web.find.history import shown
from dueto.web.guard import allowed, read_only
from dueto.web.people.typed import text_in

if TYPE_CHECKING:
    from dueto.web.reader import Request

CHANNELS = {"call": say("A call"), "whatsapp": say("A WhatsApp")}
TOLD = ("company", "heard_from")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.NOTE)
def caller(request: Request) -> HttpResponse:
    """Return the form; note the call and go to the person."""
    if request.method != "POST":
        return _answer(request, _typed(request.GET), _matches(request) if request.GET.get("phone") else None)
    typed, seen, decided = _typed(request.POST), _matches(request), decided_in(request.POST)
    if company_in(request.POST):
        return _answer(request, typed, seen)
    if (asks := question(seen, decided)) and not decided.person:
        kept = decided if asks is CHOOSE_COMPANY else Decided(company=decided.company)
        return _answer(request, typed, seen, refusal=asks, decided=kept, status=REFUSED)
    if decided.person:
        person_for(request.user, decided.person, right=Right.NOTE)
    try:
        came = receive(
            channel=typed["channel"], sender=typed["phone"], name=typed["full_name"], text=typed["note"],
            country=request.user.country, by=request.user.pk, at=request.now, person_id=decided.person or None,
        )  # fmt: skip
    except UnableToReceive as unable:
        return _answer(request, typed, seen, error=unable.says, decided=decided, status=REFUSED)
    assert came.person_id is not None
    if came.is_new:
        _tell(request, came.person_id, typed)
    judge(person_ids=[came.person_id], at=request.now)
    messages.success(request, request.voice(say("Noted. They are judged already.")))
    response = redirect(f"/people/{came.person_id}/")
    response.status_code = 303
    return response


@read_only
@allowed(Right.NOTE)
def callers(request: Request) -> HttpResponse:
    """Return whose number it may be."""
    return render(request, "find/matches.html", shown(_matches(request)) | {"action": "call"})


def _tell(request: Request, person_id: int, typed: dict[str, str]) -> None:
    """Take down what else was asked on the telephone; what cannot be taken stays in the note."""
    for name in TOLD:
        if typed[name]:
            try:
                tell(person_id=person_id, field=STANDARD_FIELDS[name], value=typed[name], by=request.user.pk,
                     at=request.now)  # fmt: skip
            except UnableToTell as unable:
                messages.warning(request, request.voice(unable.says))


def _answer(
    request: Request, typed: dict[str, str], seen: Matches | None, *, refusal: Message | None = None,
    error: Message | None = None, decided: Decided | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "typed": typed,
        "decided": decided,
        "error": error,
        "refusal": refusal,
        "channels": [{"value": value, "label": words} for value, words in CHANNELS.items()],
        "is_sent": request.method == "POST",
    }
    return render(request, "find/call.html", context | (shown(seen) if seen else {}), status=status)


def _typed(posted: Any) -> dict[str, str]:
    typed = {name: text_in(posted, name, most=120) for name in ("phone", "full_name", *TOLD)}
    typed["company"] = company_in(posted) or typed["company"]
    typed["channel"] = posted.get("channel", "") if posted.get("channel", "") in CHANNELS else "call"
    return typed | {"note": text_in(posted, "note", most=4000)}


def _matches(request: Request) -> Matches:
    typed = _typed(request.POST if request.method == "POST" else request.GET)
    return matches(
        phone=typed["phone"], name=typed["full_name"], company=typed["company"], country=request.user.country
    )
