"""Looking after planned calls: given to a colleague, taken back, and the rules by which they are planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.access import call_for
from dueto.apps.telephone.actions import UnableToPlan, change, end_rule, make_rule, withdraw
from dueto.domain.basics.message import Message, say
from dueto.web.addresses import CALLS
from dueto.web.calls.page import answer
from dueto.web.guard import allowed, post_only
from dueto.web.people.facts import REFUSED

if TYPE_CHECKING:
    from dueto.web.reader import Request


@post_only
@allowed(Right.WORK_BASE)
def changes(request: Request, task_id: int) -> HttpResponse:
    """Give a planned call to a colleague, or to whoever is free."""
    task = call_for(request.user, task_id)
    try:
        change(task_id=task.pk, by=request.user.pk, at=request.now, member_id=_member(request))
    except UnableToPlan as unable:
        return _told(request, unable.says, f"{CALLS}{task.pk}/")
    return _told(request, say("The call has been given."), f"{CALLS}{task.pk}/")


@post_only
@allowed(Right.WORK_BASE)
def withdrawals(request: Request, task_id: int) -> HttpResponse:
    """Take a planned call back."""
    task = call_for(request.user, task_id)
    withdraw(task_id=task.pk, by=request.user.pk, at=request.now)
    return _told(request, say("The call is taken back."), CALLS)


@post_only
@allowed(Right.WORK_BASE)
def rules(request: Request) -> HttpResponse:
    """Make a rule by which calls are planned."""
    typed = {name: request.POST.get(name, "")[:20] for name in ("occasion", "aim", "per_day")}
    per_day = int(typed["per_day"]) if typed["per_day"].isascii() and typed["per_day"].isdigit() else 0
    try:
        make_rule(
            occasion=typed["occasion"], aim=typed["aim"], per_day=per_day, member_id=_member(request),
            by=request.user.pk, at=request.now,
        )  # fmt: skip
    except UnableToPlan as unable:
        return answer(request, rule_error=unable.says, typed=typed, status=REFUSED)
    return _told(request, say("From now on calls are planned by themselves after this occasion."), CALLS)


@post_only
@allowed(Right.WORK_BASE)
def rule_ends(request: Request, rule_id: int) -> HttpResponse:
    """Let a rule plan nothing more."""
    end_rule(rule_id=rule_id, by=request.user.pk, at=request.now)
    return _told(request, say("Nothing more is planned by this rule."), CALLS)


def _member(request: Request) -> int | None:
    chosen = request.POST.get("member", "")
    member = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    return member if member in dict(names_of(Right.WORK_BASE)) else None


def _told(request: Request, says: Message, url: str) -> HttpResponse:
    messages.success(request, request.voice(says))
    response = redirect(url)
    response.status_code = 303
    return response
