"""Rules that class acts by themselves: made and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.base.actions import UnableToRule, end_machine_rule, make_machine_rule
from dueto.apps.base.queries.ruling import is_rule
from dueto.apps.team.access import NoSuch
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.web.addresses import MACHINES
from dueto.web.guard import allowed, post_only
from dueto.web.machines.page import answer

if TYPE_CHECKING:
    from dueto.web.reader import Request


@post_only
@allowed(Right.WORK_BASE)
def rules(request: Request) -> HttpResponse:
    """Make a rule: what comes in is classed by it from now on, what came in before piece by piece."""
    typed = {name: request.POST.get(name, "")[:200] for name in ("kind", "value", "classed")}
    try:
        make_machine_rule(**typed, by=request.user.pk, at=request.now)
    except UnableToRule as unable:
        return answer(request, error=unable.says, typed=typed)
    return _told(request, say("The rule holds; what came in before follows in a moment."))


@post_only
@allowed(Right.WORK_BASE)
def rule_ends(request: Request, rule_id: int) -> HttpResponse:
    """End a rule and put back what it classed."""
    if not is_rule(rule_id):
        raise NoSuch(rule_id)
    end_machine_rule(rule_id=rule_id, by=request.user.pk, at=request.now)
    return _told(request, say("The rule has ended; what it classed is put back."))


def _told(request: Request, says: Message) -> HttpResponse:
    messages.success(request, request.voice(says))
    response = redirect(MACHINES)
    response.status_code = 303
    return response
