"""How a hand-off is shown, on the desk or on its own page, with what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dueto.apps.base.queries.contracts import soon
from dueto.apps.handoff.access import handoff_for
from dueto.apps.handoff.actions import UnableTo
from dueto.apps.handoff.queries.choices import choices_of, executives, good_ones, next_attempt
from dueto.apps.handoff.queries.desk import Desk, desk_of
from dueto.apps.handoff.queries.passage import Passage, passage_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message
from dueto.web.addresses import company as company_page
from dueto.web.channels import origin_words
from dueto.web.handoffs.story import story_of
from dueto.web.handoffs.typed import Mistake
from dueto.web.handoffs.words import BY, CHANNELS, CURRENCIES, RESULTS, currency_of
from dueto.web.speech import Reader, said

if TYPE_CHECKING:
    from dueto.apps.handoff.models import Handoff
    from dueto.web.reader import Request


def carried_out(
    request: Request, handoff: Handoff, act: Callable[[], Message | None], *, says: Message, leaves: bool = False
) -> HttpResponse:
    """Do what was asked and go back to where it was asked, or show that place again with the reason why not.

    What `act` says goes before what is said anyway. `leaves`: the hand-off leaves the desk, so the next one is shown.
    """
    try:
        told = act() or says
    except (UnableTo, Mistake) as refused:
        return shown(request, handoff, on_desk=_on_desk(request), refusal=refused.says)
    messages.success(request, said(told, reader=Reader(request.voice, request.zone, request.now)))
    if not _on_desk(request):
        return HttpResponseRedirect(reverse("handoff", args=[handoff.pk]), status=303)
    return HttpResponseRedirect(reverse("desk") if leaves else reverse("desk-card", args=[handoff.pk]), status=303)


def shown(
    request: Request, handoff: Handoff, *, on_desk: bool, refusal: Message | None = None, desk: Desk | None = None
) -> HttpResponse:
    """Return the page with this hand-off, or its piece for htmx; with a refusal nothing that was typed is lost."""
    typed = request.POST if refusal else {}
    giving_back = "reason" in typed and "outcome" not in typed
    context = context_of(request, handoff) | {"refusal": refusal, "typed": typed, "giving_back": giving_back}
    context |= (
        desk_context(request, handoff.pk, desk=desk) if on_desk else story_of(context["passage"], zone=request.zone)
    )
    name = "desk/_desk.html" if on_desk else "handoffs/_passage.html"
    if not request.headers.get("HX-Request") or request.headers.get("HX-Boosted"):
        name = "desk/page.html" if on_desk else "handoffs/page.html"
    return render(request, name, context, status=422 if refusal else 200)


def desk_context(request: Request, handoff_id: int, *, desk: Desk | None = None) -> dict[str, Any]:
    """Return the desk around one hand-off (0: none); one that was read already is not read again."""
    desk = desk or desk_of(member_id=request.user.pk, zone=request.zone, as_of=request.now)
    before, after, place = desk.around(handoff_id)
    today = request.now.astimezone(request.zone).date()
    return {
        "desk": desk, "before": before, "after": after, "place": place, "on_desk": True,
        "renewals": soon(today=today, owner=request.user.pk),
    }  # fmt: skip


def context_of(request: Request, handoff: Handoff) -> dict[str, Any]:
    """Return everything about a hand-off, and what this member may do with it."""
    passage = passage_of(handoff, as_of=request.now)
    works = may(request.user, Right.WORK_LEADS) and (
        passage.executive_id == request.user.pk or may(request.user, Right.MANAGE)
    )
    manages = may(request.user, Right.MANAGE)
    return {
        "passage": passage,
        "origin": origin_words(passage.origin),
        "choices": choices_of(passage),
        "works": works,
        "good_ones": good_ones(executive_id=passage.executive_id, but=handoff.pk) if works else [],
        "executives": executives(but=passage.executive_id) if manages else [],
        "proposal": next_attempt(passage, executive=handoff.executive, as_of=request.now) if works else None,
        "channels": channels_of(passage),
        "by": BY,
        "results": RESULTS,
        "currencies": CURRENCIES,
        "currency": passage.sale.currency if passage.sale else currency_of(passage.who.country),
        "is_demo": settings.DEMO,
        "contract_url": _contract_url(request, passage) if works and passage.end == "won" else "",
    }


def _contract_url(request: Request, passage: Passage) -> str:
    """Return where what was sold is written down, with what is known of it; nothing where no company is known."""
    if not passage.who.company_id:
        return ""
    amount = passage.sale.amount if passage.sale else None
    known = {"amount": request.voice(amount)} if amount is not None else {}
    return f"{company_page(passage.who.company_id)}?{urlencode(known)}#contracts"


def channels_of(passage: Passage) -> list[dict[str, Any]]:
    """Return the ways to reach the contact, each with its address. In the demo none leads out of the page."""
    digits = "".join(char for char in passage.who.phone if char.isdigit())
    addresses = {
        "call": f"tel:{'+' if passage.who.phone.startswith('+') else ''}{digits}",
        "whatsapp": f"https://wa.me/{digits}",
        "mail": f"mailto:{quote(passage.who.email, safe='@')}",
    }
    return [
        {"option": CHANNELS[name], "href": "#result" if settings.DEMO else addresses[name]} for name in passage.channels
    ]


def handoff_to_work(request: Request, handoff_id: int) -> Handoff:
    """Return the hand-off that this member may act on."""
    return handoff_for(request.user, handoff_id, right=Right.WORK_LEADS)


def _on_desk(request: Request) -> bool:
    return request.POST.get("back") == "desk"
