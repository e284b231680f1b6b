"""Subscriptions to events, and how their deliveries went."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from django.conf import settings
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from dueto.api.calls import Call, Id, instant
from dueto.api.cursors import After, Limit, number_in, page, sealed
from dueto.api.keys import Token
from dueto.api.once import SHOWN_ONCE
from dueto.api.problems import Problem
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.webhooks.actions import delivering, subscriptions
from dueto.apps.webhooks.events import EVENTS, type_of
from dueto.apps.webhooks.queries import outward
from dueto.domain.basics.message import Message

if TYPE_CHECKING:
    from dueto.apps.webhooks.models import Subscription

router = Router()
READ, WRITE = Token("webhooks:read"), Token("webhooks:write")


class EventOut(Schema):
    """One kind of thing that other programs can be told of."""

    type: str
    says: str


class SubscriptionIn(Schema):
    """Who is told, where, and of what."""

    name: str = Field(min_length=1, max_length=80, examples=["CRM"])
    address: str = Field(min_length=1, max_length=500, examples=["https://crm.example/dueto"])
    events: list[str] = Field(min_length=1, max_length=200, examples=[["lead.passage.opened"]])
    with_personal: bool = Field(False, description="also name, address and phone of the person, as known when told")


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


class DeliveryOut(Schema):
    """One delivery."""

    id: int
    type: str
    entry: int | None = Field(description="the entry of the journal; null for a test")
    state: str = Field(description="waiting, retrying, arrived or failed")
    happened_at: datetime
    due_at: datetime
    tries: int
    tried_at: datetime | None
    status: int | None
    latency_ms: int | None
    problem: str
    excerpt: str = Field(description="the beginning of what was answered; never where personal values are told")


class DeliveriesPage(Schema):
    """One page of deliveries, the newest first."""

    items: list[DeliveryOut]
    next: str | None


class DeliveryMade(Schema):
    """A delivery that leaves now."""

    id: int


class PeriodIn(Schema):
    """A period to be told again, at most three months. `everything`: also what had arrived."""

    since: datetime
    until: datetime
    everything: bool = False


@router.get("/events", auth=READ, response=list[EventOut], summary="List of what other programs can be told")
def list_events(request: Call) -> list[EventOut]:
    """Return every kind of event with its sentence, its gaps left open."""
    return [EventOut(type=name, says=request.voice(_open(name))) for name in EVENTS]


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
        raise _refused(request, unable) from None
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
        raise _refused(request, unable) from None
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


@router.post("/webhooks/{int:webhook_id}/tests", auth=WRITE, response={202: DeliveryMade}, summary="Send a test")
def test(request: Call, webhook_id: Id) -> Status[DeliveryMade]:
    """Send an event that tells of nothing, once."""
    made = delivering.send_test(subscription_id=webhook_id, by=request.auth.made_by, at=request.now)
    return Status(202, DeliveryMade(id=made))


@router.post("/webhooks/{int:webhook_id}/replays", auth=WRITE, response={202: DeliveryMade}, summary="Replay a period")
def replay(request: Call, webhook_id: Id, period: PeriodIn) -> Status[DeliveryMade]:
    """Tell again what happened in a period; the worker does it piece by piece."""
    since, until = instant(period.since, at="body/since"), instant(period.until, at="body/until")
    if since >= until:
        raise Problem(422, "the period ends before it begins")
    made = delivering.replay(
        subscription_id=webhook_id, since=since, until=until, everything=period.everything,
        by=request.auth.made_by, at=request.now,
    )  # fmt: skip
    return Status(202, DeliveryMade(id=made))


@router.get(
    "/webhooks/{int:webhook_id}/deliveries", auth=READ, response=DeliveriesPage, summary="List deliveries"
)  # fmt: skip
def list_deliveries(
    request: Call, webhook_id: Id, after: After = "", limit: Limit = 50,
    state: Annotated[str, Query(pattern="^(arrived|failed|waiting)?$")] = "",
) -> DeliveriesPage:  # fmt: skip
    """Return deliveries, the newest first; `state` keeps those that arrived, failed or wait."""
    outward.subscription_of(webhook_id)
    before = number_in("deliveries", after) or None
    found = outward.deliveries(webhook_id, before=before, state=state, limit=limit + 1)
    behind = sealed("deliveries", found[limit - 1].id) if len(found) > limit else None
    return DeliveriesPage(items=[_delivery(one) for one in found[:limit]], next=behind)


@router.post("/deliveries/{int:delivery_id}/retry", auth=WRITE, response={202: DeliveryMade}, summary="Send again")
def send_again(request: Call, delivery_id: Id) -> Status[DeliveryMade]:
    """Send one delivery again, under the same id: a receiver that has it already takes it for the same."""
    delivering.send_again(delivery_id=delivery_id, by=request.auth.made_by, at=request.now)
    return Status(202, DeliveryMade(id=delivery_id))


def _shown(one: Subscription) -> SubscriptionOut:
    return SubscriptionOut.from_orm(one)


def _delivery(one: outward.Told) -> DeliveryOut:
    return DeliveryOut(
        id=one.id, type=type_of(one.tag), entry=one.entry_id, state=one.state, happened_at=one.happened_at,
        due_at=one.due_at, tries=one.tries, tried_at=one.tried_at, status=one.status, latency_ms=one.latency_ms,
        problem=one.problem, excerpt=one.excerpt,
    )  # fmt: skip


def _insist_on_known(wanted: SubscriptionIn) -> None:
    if any(name not in EVENTS for name in wanted.events):
        errors = [{"at": "body/events", "says": "not every one of these is an event; /api/v1/events lists them"}]
        raise Problem(422, "this cannot be taken", errors=errors)


def _refused(request: Call, unable: Unable) -> Problem:
    return Problem(
        422, "this cannot be taken", errors=[{"at": f"body/{unable.field}", "says": request.voice(unable.says)}]
    )


def _open(name: str) -> Message:
    text = EVENTS[name].text
    gaps = [part.split("}")[0] for part in text.split("{")[1:]]
    return Message(text, dict.fromkeys(gaps, "…"))
