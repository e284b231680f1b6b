"""One program that is told of events: what it is told, how it went, and what can be done about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.rights import Right
from dueto.apps.webhooks.actions import delivering, subscriptions
from dueto.apps.webhooks.queries import outward as queries
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed, post_only, read_only
from dueto.web.reader import Request
from dueto.web.webhooks.forms import Outward, Period
from dueto.web.webhooks.words import PROBLEMS, STATES, event_in_words, standing, told_of

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.ADMINISTER)
def new(request: Request) -> HttpResponse:
    """Make a subscription; its secret is shown once, on the page that made it."""
    form = Outward(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = subscriptions.subscribe(
                **form.cleaned_data, is_private_allowed=settings.WEBHOOKS_PRIVATE, by=request.user.pk, at=request.now
            )
            return _page(request, made, secret=secret)
        except Unable as unable:
            form.refuse(unable)
    return _kept(render(request, "webhooks/new.html", {"form": form}, status=REFUSED if form.errors else 200))


@read_only
@allowed(Right.ADMINISTER)
def one(request: Request, webhook_id: int) -> HttpResponse:
    """Return a program that is told, with its log."""
    return _page(request, webhook_id)


@post_only
@allowed(Right.ADMINISTER)
def change(request: Request, webhook_id: int) -> HttpResponse:
    """Change where it is told, and of what."""
    form = Outward(request.POST)
    if form.is_valid():
        try:
            subscriptions.change(
                subscription_id=webhook_id, **form.cleaned_data, is_private_allowed=settings.WEBHOOKS_PRIVATE,
                by=request.user.pk, at=request.now,
            )  # fmt: skip
            return _done(request, webhook_id, say("Changed."))
        except Unable as unable:
            form.refuse(unable)
    return _page(request, webhook_id, form=form, status=REFUSED)


@post_only
@allowed(Right.ADMINISTER)
def rotate(request: Request, webhook_id: int) -> HttpResponse:
    """Give a new secret; for a day both hold."""
    secret = subscriptions.rotate(subscription_id=webhook_id, by=request.user.pk, at=request.now)
    return _page(request, webhook_id, secret=secret)


@post_only
@allowed(Right.ADMINISTER)
def pause(request: Request, webhook_id: int) -> HttpResponse:
    """Tell nothing for now."""
    subscriptions.pause(subscription_id=webhook_id, by=request.user.pk, at=request.now)
    return _done(request, webhook_id, say("Paused. What happens meanwhile can be replayed."))


@post_only
@allowed(Right.ADMINISTER)
def resume(request: Request, webhook_id: int) -> HttpResponse:
    """Tell of what happens from now on."""
    subscriptions.resume(subscription_id=webhook_id, by=request.user.pk, at=request.now)
    return _done(request, webhook_id, say("It is told again from now on. What happened meanwhile can be replayed."))


@post_only
@allowed(Right.ADMINISTER)
def test(request: Request, webhook_id: int) -> HttpResponse:
    """Send an event that tells of nothing."""
    delivering.send_test(subscription_id=webhook_id, by=request.user.pk, at=request.now)
    return _done(request, webhook_id, say("The test leaves now; how it went stands below in a moment."))


@post_only
@allowed(Right.ADMINISTER)
def replay(request: Request, webhook_id: int) -> HttpResponse:
    """Tell a period again."""
    period = Period(request.POST)
    if not period.is_valid():
        return _page(request, webhook_id, period=period, status=REFUSED)
    since, until = period.span(request.zone)
    delivering.replay(
        subscription_id=webhook_id, since=since, until=until, everything=period.cleaned_data["everything"],
        by=request.user.pk, at=request.now,
    )  # fmt: skip
    return _done(request, webhook_id, say("These days are told again, piece by piece."))


@post_only
@allowed(Right.ADMINISTER)
def end(request: Request, webhook_id: int) -> HttpResponse:
    """End it for good."""
    subscriptions.end(subscription_id=webhook_id, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("It is told nothing any more.")))
    return redirect("webhooks")


@post_only
@allowed(Right.ADMINISTER)
def retry(request: Request, delivery_id: int) -> HttpResponse:
    """Send one delivery again."""
    webhook_id = delivering.send_again(delivery_id=delivery_id, by=request.user.pk, at=request.now)
    return _done(request, webhook_id, say("It leaves again now."))


def _page(
    request: Request, webhook_id: int, *, secret: str = "", form: Outward | None = None, period: Period | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    subscription = queries.subscription_of(webhook_id)
    state = request.GET.get("state", "")
    rows = queries.deliveries(webhook_id, before=_key(request), state=state, limit=queries.PAGE + 1)
    shown = [(row, told_of(row.tag), _says(row), PROBLEMS.get(row.problem)) for row in rows[: queries.PAGE]]
    context: dict[str, Any] = {
        "one": subscription, "standing": standing(subscription), "secret": secret, "rows": shown, "state": state,
        "events": [event_in_words(name) for name in subscription.events],
        "form": form or Outward(initial=_typed(subscription)), "is_open": form is not None,
        "period": period or Period(),
        "replays": queries.replays(webhook_id),
        "older_url": f"?before={rows[queries.PAGE - 1].id}&state={state}" if len(rows) > queries.PAGE else None,
        "tabs": [
            {"label": label, "url": f"?state={key}", "is_current": state == key}
            for key, label in (("", say("All")), ("failed", say("Failed")), ("waiting", say("Not there yet")))
        ],
    }  # fmt: skip
    return _kept(render(request, "webhooks/one.html", context, status=status))


def _typed(subscription: Any) -> dict[str, Any]:
    return {name: getattr(subscription, name) for name in ("name", "address", "events", "with_personal")}


def _says(row: queries.Told) -> Message:
    sentence = STATES[row.state]
    return say(sentence.text, when=row.due_at) if row.state == "retrying" else sentence


def _done(request: Request, webhook_id: int, says: Message) -> HttpResponse:
    messages.success(request, request.voice(says))
    response = redirect("webhook", webhook_id)
    response.status_code = 303
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _key(request: Request) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
