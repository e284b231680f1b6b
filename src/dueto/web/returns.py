"""What sales gave back: marketing reads it and answers, sales sees the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse

from dueto.apps.handoff.access import return_for
from dueto.apps.handoff.actions import UnableTo, answer_return
from dueto.apps.handoff.queries.returns import returns_for
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.handoffs.words import ANSWERS
from dueto.web.speech import Reader, said

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return what was given back: all of it, for an executive what they gave back themselves."""
    return _shown(request)


@post_only
@allowed(Right.WORK_BASE)
def answer(request: Request, return_id: int) -> HttpResponse:
    """Answer one return."""
    given = return_for(request.user, return_id, right=Right.WORK_BASE)
    chosen, note = request.POST.get("answer", ""), request.POST.get("note", "")
    try:
        answer_return(return_id=given.pk, by=request.user.pk, at=request.now, answer=chosen, note=note)
    except UnableTo as refused:
        return _shown(request, refusal=refused.says, refused=given.pk)
    text = said(say("Answered. Sales sees it."), reader=Reader(request.voice, request.zone, request.now))
    messages.success(request, text)
    return HttpResponseRedirect(reverse("returns"), status=303)


def _shown(request: Request, *, refusal: Message | None = None, refused: int = 0) -> HttpResponse:
    answers = may(request.user, Right.WORK_BASE)
    is_own = may(request.user, Right.WORK_LEADS) and not answers
    context = {
        "returns": returns_for(by=request.user.pk if is_own else None, as_of=request.now),
        "answers": ANSWERS,
        "may_answer": answers,
        "is_own": is_own,
        "refusal": refusal,
        "refused": refused,
        "typed": request.POST if refusal else {},
    }
    is_piece = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    name = "returns/_returns.html" if is_piece else "returns/page.html"
    return render(request, name, context, status=422 if refusal else 200)


urlpatterns = [
    path("returns/", page, name="returns"),
    path("returns/<int:return_id>/answer/", answer, name="return-answer"),
]
