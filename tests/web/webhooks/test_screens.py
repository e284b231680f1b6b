"""The pages of webhooks and of the API in a real browser: no violation, no sideways scrolling, no complaint."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.webhooks.actions import delivering, origins, receiving, subscriptions
from dueto.apps.webhooks.models import Delivery, Received
from dueto.domain.basics.message import say
from tests.cast import AT, Cast
from tests.web.opened import NOON
from tests.web.screen import Screen, screen

__all__ = ["screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PAGES = ["/webhooks/", "/webhooks/new/", "/webhooks/{out}/", "/webhooks/doors/new/", "/webhooks/doors/{door}/", "/api/"]


@pytest.fixture
def filled(cast: Cast) -> dict[str, int]:
    """Return what the paths name: a program with deliveries that arrived and failed, a system with a message."""
    events = ["lead.passage.opened", "handoff.contract.sent", "lead.stage.moved"]
    out, _ = subscriptions.subscribe(
        name="Salesforce", address="https://crm.example/hooks/dueto", events=events, with_personal=False,
        is_private_allowed=False, by=cast.samuel.pk, at=AT,
    )  # fmt: skip
    for number, tag in enumerate(("lead:passage:opened", "handoff:contract:sent", "lead:stage:moved")):
        at = NOON - timedelta(minutes=20 * number)
        made = Delivery.objects.create(
            subscription_id=out, entry_id=number + 1, tag=tag, happened_at=at, due_at=at, tries=1
        )
        if number:
            delivering.put_off(made, problem="status", at=at, status=503, latency_ms=2140, excerpt="maintenance")
        else:
            delivering.arrived(made, status=204, latency_ms=87, excerpt="", at=at)
    door, _ = origins.make_origin(
        name="Typeform", takes="inquiry", form="contacto", mapping={"email": "form.answers.0.email"}, given_secret="",
        by=cast.samuel.pk, at=AT,
    )  # fmt: skip
    for number in range(2):
        receiving.receive(origin_id=door, message_id=f"m{number}", text="{}", at=NOON - timedelta(minutes=5))
    first = Received.objects.order_by("id")[0]
    receiving.not_understood(first, reasons={"email": say("this is needed")}, at=NOON)
    return {"out": out, "door": door}


@pytest.mark.parametrize("path", PAGES)
def test_it_looks_right(screen: Screen, cast: Cast, filled: dict[str, int], path: str) -> None:
    for width, dark in ((390, True), (1366, False)):
        looked = screen(path.format(**filled), cast.samuel, width=width, dark=dark)
        looked.picture(f"{path.strip('/').replace('/', '-').format(out='out', door='door')}-{width}")
        assert looked.complaints == []
        assert not looked.is_wider_than_its_window()
        assert looked.violations() == []
