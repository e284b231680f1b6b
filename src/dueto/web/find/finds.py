"""An own find: whatever is known of somebody, and at once whether the base knows more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.adapters.countries import countries
from dueto.apps.base.access import person_for
from dueto.apps.conversations.actions import Found, UnableToFind, find
from dueto.apps.conversations.channel_words import DOORS as DOOR_WORDS
from dueto.apps.conversations.doors import BY_SLUG, DOORS, By
from dueto.apps.conversations.queries.matches import Matches, matches
from dueto.apps.leads.actions import judge
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.web.find.decided import CHOOSE_COMPANY, Decided, company_in, decided_in, question
from dueto.web.find.history import shown
from dueto.web.find.words import WAYS
from dueto.web.guard import allowed, read_only
from dueto.web.people.typed import text_in

if TYPE_CHECKING:
    from dueto.web.reader import Request

FIELDS = ("full_name", "company", "role", "email", "phone", "country", "heard_from")
REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.NOTE)
def page(request: Request) -> HttpResponse:
    """Return the form; take it, unless the base may know them and nobody has chosen."""
    if request.method != "POST":
        is_begun = any(request.GET.get(name) for name in FIELDS)
        return _answer(request, _typed(request.GET), _matches(request) if is_begun else None)
    typed, seen, decided = _typed(request.POST), _matches(request), decided_in(request.POST)
    if company_in(request.POST):
        return _answer(request, typed, seen)
    if asks := question(seen, decided, may_be_new=not seen.has_exact):
        kept = decided if asks is CHOOSE_COMPANY else Decided(company=decided.company)
        return _answer(request, typed, seen, refusal=asks, decided=kept, status=REFUSED)
    if decided.person:
        person_for(request.user, decided.person, right=Right.NOTE)
    try:
        found = find(
            values={name: typed[name] for name in FIELDS}, by=request.user.pk, at=request.now, how=_how(typed),
            door=BY_SLUG[typed["door"]].origin, note=typed["note"], person_id=decided.person or None,
            country=_country(request, typed),
        )  # fmt: skip
    except UnableToFind as unable:
        return _answer(request, typed, seen, errors=unable.refusals, decided=decided, status=REFUSED)
    judge(person_ids=[found.person_id], at=request.now)
    messages.success(request, request.voice(_says(found)))
    response = redirect(f"/people/{found.person_id}/")
    response.status_code = 303
    return response


@read_only
@allowed(Right.NOTE)
def found(request: Request) -> HttpResponse:
    """Return who may be meant by what is typed so far."""
    return render(request, "find/matches.html", shown(_matches(request)) | {"action": "find"})


def _answer(
    request: Request, typed: dict[str, str], seen: Matches | None, *, errors: Mapping[str, Message] | None = None,
    refusal: Message | None = None, decided: Decided | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "typed": typed,
        "decided": decided,
        "errors": errors or {},
        "refusal": refusal,
        "ways": [{"value": value, "label": words} for value, (_, words) in WAYS.items()],
        "doors": [
            {"value": door.slug, "label": DOOR_WORDS[door.slug]} for door in DOORS if door.by is By.FIND
        ],
        "countries": countries(request.voice),
        "origins": [request.voice(words) for words in DOOR_WORDS.values()],
        "is_sent": request.method == "POST",
    }  # fmt: skip
    return render(request, "find/page.html", context | (shown(seen) if seen else {}), status=status)


def _typed(posted: Any) -> dict[str, str]:
    typed = {name: text_in(posted, name) for name in (*FIELDS, "how")}
    typed["company"] = company_in(posted) or typed["company"]
    door = BY_SLUG.get(posted.get("door", ""))
    typed["door"] = door.slug if door and door.by is By.FIND else "find"
    return typed | {"note": text_in(posted, "note", most=4000)}


def _matches(request: Request) -> Matches:
    asked = request.POST if request.method == "POST" else request.GET
    typed = _typed(asked)
    return matches(
        name=typed["full_name"], company=typed["company"], email=typed["email"], phone=typed["phone"],
        country=_country(request, typed),
    )  # fmt: skip


def _country(request: Request, typed: Mapping[str, str]) -> str:
    return typed["country"] if len(typed["country"]) == 2 else request.user.country


def _how(typed: Mapping[str, str]) -> str:
    return WAYS[typed["how"]][0] if typed["how"] in WAYS else ""


def _says(found: Found) -> Message:
    if found.is_new:
        return say("Written down. The origin stays for ever.")
    return say("They were here already; what was not known is added.")
