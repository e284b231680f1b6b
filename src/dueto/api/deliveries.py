"""How the deliveries of a subscription went, and telling again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema, Status

from dueto.api.calls import Call, Id, instant
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given, Instant
from dueto.api.problems import Problem
from dueto.apps.webhooks.actions import delivering
from dueto.apps.webhooks.events import type_of
from dueto.apps.webhooks.queries import outward

router = Router()
READ, WRITE = Token("webhooks:read"), Token("webhooks:write")


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


class PeriodIn(Given):
    """A period to be told again, at most three months. `everything`: also what had arrived."""

    since: Instant
    until: Instant
    everything: Flag = False


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


def _delivery(one: outward.Told) -> DeliveryOut:
    return DeliveryOut(
        id=one.id, type=type_of(one.tag), entry=one.entry_id, state=one.state, happened_at=one.happened_at,
        due_at=one.due_at, tries=one.tries, tried_at=one.tried_at, status=one.status, latency_ms=one.latency_ms,
        problem=one.problem, excerpt=one.excerpt,
    )  # fmt: skip
