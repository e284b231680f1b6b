"""Subscriptions to events: who is told, where, and of what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given
from dueto.api.once import SHOWN_ONCE
from dueto.api.problems import Problem, in_english
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.webhooks.actions import subscriptions
from dueto.apps.webhooks.events import EVENTS
from dueto.apps.webhooks.queries import outward

if TYPE_CHECKING:
    from dueto.apps.webhooks.models import Subscription

router = Router()
READ, WRITE = Token("webhooks:read"), Token("webhooks:write")


class SubscriptionIn(Given):
    """Who is told, where, and of what."""

    name: str = Field(min_length=1, max_length=80, examples=["CRM"])
    address: str = Field(min_length=1, max_length=500, examples=["https://crm.example/dueto"])
    events: list[str] = Field(min_length=1, max_length=200, examples=[["lead.passage.opened"]])
    with_personal: Flag = Field(False, description="also name, address and phone of the person, as known when told")


class SubscriptionOut(Schema):
    """One subscription."""

    id: int
    name: str
    address: str
    events: list[str]
    with_personal: bool
    made_at: datetime
    paused_at: datetime | None
    failing_since: datetime | None
    disabled_at: datetime | None = Field(description="given up after days of failure; `resumption` begins anew")


class SubscriptionsPage(Schema):
    """One page of subscriptions, by id."""

    items: list[SubscriptionOut]
    next: str | None


class SubscriptionMade(Schema):
    """A subscription, with its secret: copy it now, it is not shown again."""

    id: int
    secret: str


class Secret(Schema):
    """A new secret. The one before holds for another day."""

    secret: str


@router.get("/webhooks", auth=READ, response=SubscriptionsPage, summary="List subscriptions")
def list_subscriptions(request: Call, after: After = "", limit: Limit = 50) -> SubscriptionsPage:
    """Return subscriptions by id."""
    found = outward.subscriptions_after(number_in("webhooks", after), limit=limit + 1)
    items, behind = page("webhooks", found, limit=limit, key=lambda one: int(one.pk))
    return SubscriptionsPage(items=[_shown(one) for one in items], next=behind)


@router.post("/webhooks", auth=WRITE, response={201: SubscriptionMade}, summary="Subscribe to events")
def subscribe(request: Call, wanted: SubscriptionIn, response: HttpResponse) -> Status[SubscriptionMade]:
    """Make a subscription; its secret is in this answer and in no other."""
    _insist_on_known(wanted)
    try:
        made, secret = subscriptions.subscribe(
            **wanted.dict(), is_private_allowed=settings.WEBHOOKS_PRIVATE, by=request.auth.made_by, at=request.now
        )
    except Unable as unable:
        raise _refused(unable) from None
    response.headers["Location"] = f"/api/v1/webhooks/{made}"
    response.headers["Cache-Control"] = SHOWN_ONCE
    return Status(201, SubscriptionMade(id=made, secret=secret))


@router.get("/webhooks/{int:webhook_id}", auth=READ, response=SubscriptionOut, summary="Read one subscription")
def read_subscription(request: Call, webhook_id: Id) -> SubscriptionOut:
    """Return one subscription."""
    return _shown(outward.subscription_of(webhook_id))


@router.put("/webhooks/{int:webhook_id}", auth=WRITE, response=SubscriptionOut, summary="Change a subscription")
def change(request: Call, webhook_id: Id, wanted: SubscriptionIn) -> SubscriptionOut:
    """Change where it is told, of what, and under which name."""
    _insist_on_known(wanted)
    try:
        subscriptions.change(
            subscription_id=webhook_id, **wanted.dict(), is_private_allowed=settings.WEBHOOKS_PRIVATE,
            by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except Unable as unable:
        raise _refused(unable) from None
    return _shown(outward.subscription_of(webhook_id))


@router.delete("/webhooks/{int:webhook_id}", auth=WRITE, response={204: None}, summary="End a subscription")
def end(request: Call, webhook_id: Id) -> Status[None]:
    """End it for good."""
    subscriptions.end(subscription_id=webhook_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


@router.post("/webhooks/{int:webhook_id}/pause", auth=WRITE, response=SubscriptionOut, summary="Pause a subscription")
def pause(request: Call, webhook_id: Id) -> SubscriptionOut:
    """Tell nothing for now; what happens meanwhile can be replayed."""
    subscriptions.pause(subscription_id=webhook_id, by=request.auth.made_by, at=request.now)
    return _shown(outward.subscription_of(webhook_id))


@router.post("/webhooks/{int:webhook_id}/resumption", auth=WRITE, response=SubscriptionOut, summary="Resume it")
def resume(request: Call, webhook_id: Id) -> SubscriptionOut:
    """Tell of what happens from now on, whether it was paused or given up."""
    subscriptions.resume(subscription_id=webhook_id, by=request.auth.made_by, at=request.now)
    return _shown(outward.subscription_of(webhook_id))


@router.post("/webhooks/{int:webhook_id}/secrets", auth=WRITE, response={201: Secret}, summary="Change the secret")
def rotate(request: Call, webhook_id: Id, response: HttpResponse) -> Status[Secret]:
    """Return a new secret; for a day everything is signed with both."""
    response.headers["Cache-Control"] = SHOWN_ONCE
    secret = subscriptions.rotate(subscription_id=webhook_id, by=request.auth.made_by, at=request.now)
    return Status(201, Secret(secret=secret))


def _shown(one: Subscription) -> SubscriptionOut:
    return SubscriptionOut.from_orm(one)


def _insist_on_known(wanted: SubscriptionIn) -> None:
    if any(name not in EVENTS for name in wanted.events):
        errors = [{"at": "body/events", "says": "not every one of these is an event; /api/v1/events lists them"}]
        raise Problem(422, "this cannot be taken", errors=errors)


def _refused(unable: Unable) -> Problem:
    return Problem(
        422, "this cannot be taken", errors=[{"at": f"body/{unable.field}", "says": in_english(unable.says)}]
    )
