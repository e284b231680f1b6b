"""Forgetting somebody: a page that says what goes and what stays, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.base.access import person_for
from dueto.apps.base.queries.who import who
from dueto.apps.leads.queries.passages import passages
from dueto.apps.privacy.actions import UnableToErase, erase
from dueto.apps.privacy.queries.held import counts
from dueto.apps.privacy.words import table
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed
from dueto.web.privacy.forms import ErasureForm

if TYPE_CHECKING:
    from dueto.web.reader import Request

DONE = say("Forgotten. Nothing here tells any more who it was.")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.FORGET)
def erasure(request: Request, person_id: int) -> HttpResponse:
    """Return the page that tells what goes and what stays; posted to, forget the person."""
    person = person_for(request.user, person_id, right=Right.FORGET)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase(person_id=person.pk, by=request.user.pk, at=request.now)
        except UnableToErase as unable:
            form.add_error(None, request.voice(unable.says))
        else:
            messages.success(request, request.voice(DONE))
            response = redirect("privacy")
            response.status_code = 303
            return response
    held = counts(person.pk)
    context = {
        "who": who(person),
        "form": form,
        "goes": [(table(one.name), one.goes) for one in held if one.goes],
        "stays": [(table(one.name), one.stays) for one in held if one.stays and not one.goes],
        "open_lead": next((one for one in passages(person.pk) if one.is_open), None),
    }
    return render(request, "privacy/erasure.html", context, status=422 if form.errors else 200)
