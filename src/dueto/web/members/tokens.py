"""The keys of other programs, for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.team.actions import UnableToMake, make_token, revoke_token
from dueto.apps.team.queries import tokens as all_tokens
from dueto.apps.team.rights import Right
from dueto.apps.team.scopes import SCOPES
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.members.forms import Token
from dueto.web.reader import Request


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.ADMINISTER)
def tokens(request: Request) -> HttpResponse:
    """Return the list of tokens; a new one is shown once, in the answer that made it."""
    form, secret = Token(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = make_token(**form.cleaned_data, by=request.user.pk, at=request.now)
            form = Token()
        except UnableToMake as unable:
            form.refuse(unable)
    rows = [(token, [SCOPES[scope] for scope in token.scopes if scope in SCOPES]) for token in all_tokens()]
    context = {"rows": rows, "form": form, "secret": secret}
    response = render(request, "members/tokens.html", context, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@post_only
@allowed(Right.ADMINISTER)
def revoke(request: Request, token_id: int) -> HttpResponse:
    """Let a token open nothing from now on."""
    revoke_token(token_id=token_id, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("The token opens nothing any more.")))
    return redirect("tokens")
