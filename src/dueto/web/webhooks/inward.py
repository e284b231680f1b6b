"""One system that sends to us: how it is understood, and what came."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import fields_at
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.rights import Right
from dueto.apps.webhooks.actions import origins, receiving
from dueto.apps.webhooks.mapping import written
from dueto.apps.webhooks.queries import inward as queries
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed, post_only, read_only
from dueto.web.reader import Request
from dueto.web.webhooks.forms import Inward, Mapping
from dueto.web.webhooks.words import TAKES

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.ADMINISTER)
def new(request: Request) -> HttpResponse:
    """Open a door for another system; its secret is shown once, on the page that made it."""
    form = Inward(request.POST or None)
    form.fields_known = fields_at(request.now)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        try:
            made, secret = origins.make_origin(
                takes=typed.pop("kind_taken"), **typed, by=request.user.pk, at=request.now
            )  # fmt: skip
            return _page(request, made, secret=secret)
        except Unable as unable:
            form.refuse(unable)
    return _kept(render(request, "webhooks/door_new.html", {"form": form}, status=REFUSED if form.errors else 200))


@read_only
@allowed(Right.ADMINISTER)
def one(request: Request, door_id: int) -> HttpResponse:
    """Return a system that sends to us, with what came."""
    return _page(request, door_id)


@post_only
@allowed(Right.ADMINISTER)
def mend(request: Request, door_id: int) -> HttpResponse:
    """Say anew where each value stands; what is not understood is looked at again at once."""
    form = _mapping(request, queries.origin_of(door_id), request.POST)
    if form.is_valid():
        try:
            origins.mend_origin(origin_id=door_id, **form.cleaned_data, by=request.user.pk, at=request.now)
        except Unable as unable:
            form.refuse(unable)
        else:
            count = receiving.look_again(origin_id=door_id, by=request.user.pk, at=request.now)
            return _done(request, door_id, _mended(count))
    return _page(request, door_id, form=form, status=REFUSED)


@post_only
@allowed(Right.ADMINISTER)
def rotate(request: Request, door_id: int) -> HttpResponse:
    """Give a new secret; for a day both are taken."""
    return _page(request, door_id, secret=origins.rotate_origin(origin_id=door_id, by=request.user.pk, at=request.now))


@post_only
@allowed(Right.ADMINISTER)
def replay(request: Request, door_id: int) -> HttpResponse:
    """Look again at what is not understood."""
    queries.origin_of(door_id)
    receiving.look_again(origin_id=door_id, by=request.user.pk, at=request.now)
    return _done(request, door_id, say("What was not understood is looked at again."))


@post_only
@allowed(Right.ADMINISTER)
def close(request: Request, door_id: int) -> HttpResponse:
    """Take nothing more from there."""
    origins.close_origin(origin_id=door_id, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("Nothing more is taken from there.")))
    return redirect("webhooks")


def _page(
    request: Request, door_id: int, *, secret: str = "", form: Mapping | None = None, status: int = 200
) -> HttpResponse:
    door = queries.origin_of(door_id)
    text = request.GET.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 19 else None
    rows = queries.received(door_id, before=before, limit=queries.PAGE + 1)
    context: dict[str, Any] = {
        "one": door, "takes": TAKES[door.takes], "secret": secret, "rows": rows[: queries.PAGE],
        "address": f"{settings.PUBLIC_ADDRESS}/api/v1/hooks/{door.code}", "form": form or _mapping(request, door),
        "has_waiting": any(row.reasons for row in rows),
        "older_url": f"?before={rows[queries.PAGE - 1].id}" if len(rows) > queries.PAGE else None,
    }  # fmt: skip
    return _kept(render(request, "webhooks/door.html", context, status=status))


def _mapping(request: Request, door: Any, typed: Any = None) -> Mapping:
    form = Mapping(typed, initial={"form": door.form, "mapping": written(door.mapping)})
    form.takes, form.fields_known = door.takes, fields_at(request.now)
    if door.takes != "inquiry":
        form.fields["form"].widget = form.fields["form"].hidden_widget()
    return form


def _mended(count: int) -> Message:
    return say("Saved; what was not understood is looked at again.") if count else say("The mapping is saved.")


def _done(request: Request, door_id: int, says: Message) -> HttpResponse:
    messages.success(request, request.voice(says))
    response = redirect("door", door_id)
    response.status_code = 303
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
