"""The page behind an invitation: whoever holds the link becomes a member, once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dueto.apps.team.actions import UnableToJoin, join
from dueto.apps.team.queries import welcome
from dueto.apps.team.rights import ROLES, TEAMS
from dueto.domain.basics.message import say
from dueto.web.guard import public
from dueto.web.members.forms import Join
from dueto.web.patience import is_patient
from dueto.web.reader import Request

TRIES = 30
HERE = {"country": "PE", "zone": "America/Lima"}


@require_http_methods(["GET", "HEAD", "POST"])
@public
@never_cache
@sensitive_post_parameters("password")
def invitation(request: Request, code: str) -> HttpResponse:
    """Return the page of an invitation, or take what was filled in."""
    if not is_patient(request, what="invitation", most=TRIES, at=request.now):
        return _closed(request, UnableToJoin(say("Too many tries. Wait a moment.")), status=429)
    try:
        asked = welcome(code, as_of=request.now)
        form = Join(request.POST or None, initial=HERE | {"name": asked.name}, voice=request.voice)
        if request.method == "POST" and form.is_valid():
            join(code=code, language=request.voice.language, at=request.now, **form.cleaned_data)
            messages.success(request, request.voice(say("Welcome. From now on e-mail and password open the way in.")))
            return redirect("account_login")
    except UnableToJoin as unable:
        if not unable.field:
            return _closed(request, unable, status=410)
        form.refuse(unable)
    words = {"role": ROLES[asked.role], "team": TEAMS[asked.team]}
    context = {"form": form, "asked": asked, **words}
    return render(request, "members/invitation.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, unable: UnableToJoin, *, status: int) -> HttpResponse:
    return render(request, "members/invitation_closed.html", {"sentence": unable.says}, status=status)
