"""Somebody begins to fill in a form: counted once for each opening, and nothing of what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import OperationalError
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from dueto.apps.base.classes import HUMAN, by_agent
from dueto.apps.forms.actions import count_begun
from dueto.web.forms import floods, sites
from dueto.web.forms.tokens import Age, opened
from dueto.web.guard import post_only, public

if TYPE_CHECKING:
    from dueto.web.reader import Request

NOTHING = 204


@public
@csrf_exempt
@never_cache
@post_only
def begun(request: Request, form: str) -> HttpResponse:
    """Count it, if a page of ours tells it of an opening that was seen; whatever it is, the answer is the same."""
    opening = opened(request.POST.get("token", ""), form=form)
    if opening is not None and not opening.is_of_site and opening.age(request.now) is not Age.TOO_LATE:
        is_human = by_agent(request.headers.get("User-Agent", ""))[0] == HUMAN
        if is_human and sites.is_ours(request) and floods.is_first_beginning(opening.number):
            _count(opening.form, request)
    return HttpResponse(status=NOTHING)


def _count(form: str, request: Request) -> None:
    """Count one; a database that is busy counts nothing."""
    try:
        count_begun(form, day=request.now.date())
    except OperationalError:
        return
