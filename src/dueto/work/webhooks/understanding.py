"""What other systems sent becomes an inquiry, a call or a message; what cannot is kept with the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import structlog
from django.db import OperationalError, transaction

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.actions import take_form
from dueto.apps.base.facts import clean, country_in
from dueto.apps.conversations.actions import (
    RESULTS,
    UnableToNote,
    UnableToReceive,
    log_call,
    log_message,
    receive,
)
from dueto.apps.conversations.handles import identity_by
from dueto.apps.webhooks.actions import receiving
from dueto.apps.webhooks.mapping import instant_in, mapped
from dueto.apps.webhooks.queries.inward import waiting_received
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS

if TYPE_CHECKING:
    from dueto.apps.webhooks.models import Origin, Received

LOG = structlog.get_logger("dueto.webhooks")
AT_ONCE: Final = 50
NO_AGREEMENT: Final = say("no agreement is in force yet")
NOBODY: Final = say("nobody is known by this address or number")
BROKEN: Final = say("it cannot be understood at all")
OUTBOUND: Final = frozenset({"outbound", "out", "outgoing", "saliente"})

Reasons = Mapping[str, Message]


class Understood(Exception):
    """Another worker was first: nothing of it is done twice."""


def understanding() -> int:
    """Return how many things that came were looked at."""
    waiting = waiting_received(limit=AT_ONCE)
    for received in waiting:
        now = datetime.now(UTC)
        try:
            _understand(received, at=now)
        except OperationalError:
            raise
        except Exception:
            LOG.exception("received broken", received=received.pk)
            receiving.not_understood(received, reasons={"": BROKEN}, at=now)
    return len(waiting)


def _understand(received: Received, *, at: datetime) -> None:
    version, origin = in_force(at), received.origin
    if version is None:
        receiving.not_understood(received, reasons={"": NO_AGREEMENT}, at=at)
        return
    values = mapped(json.loads(received.body.text), origin.mapping)
    try:
        with transaction.atomic():
            if origin.takes == "inquiry":
                person_id, reasons = _inquiry(origin, values, version, at=at)
            else:
                person_id, reasons = _talk(received, values, at=at)
            if person_id is not None and not receiving.understood(received, person_id=person_id, at=at):
                raise Understood
    except Understood:
        return
    if person_id is None:
        receiving.not_understood(received, reasons=reasons, at=at)


def _inquiry(
    origin: Origin, values: Mapping[str, str], version: InForce, *, at: datetime
) -> tuple[int | None, Reasons]:
    """Make somebody known by what their form asked, however little: an address or a number is enough."""
    form = values.get("form") or origin.form or "contacto"
    told = {name: value for name, value in values.items() if name != "form"}
    taken = take_form(agreement=version.agreement, form=form, values=told, questions=(), at=at)
    return taken.person_id, taken.refusals


def _talk(received: Received, values: Mapping[str, str], *, at: datetime) -> tuple[int | None, Reasons]:
    channel, key = received.origin.takes, f"hook:{received.pk}"
    happened = min(instant_in(values.get("occurred_at", "")) or at, at)
    text, country = values.get("text", ""), country_in(values.get("country", ""))
    if values.get("direction", "").lower() not in OUTBOUND:
        try:
            taken = receive(
                channel=channel, sender=values.get("sender", ""), name=values.get("name", ""), text=text,
                subject=values.get("subject", ""), happened_at=happened, country=country, key=key, at=at,
            )  # fmt: skip
        except UnableToReceive as unable:
            return None, {"sender": unable.says}
        return taken.person_id, {}
    person_id = _known_by(channel, values.get("sender", ""), country)
    if person_id is None:
        return None, {"sender": NOBODY}
    about = {"person_id": person_id, "direction": "outbound", "happened_at": happened, "note": text, "key": key}
    try:
        if channel == "call":
            result = values.get("result", "talked")
            log_call(result=result if result in RESULTS else "talked", at=at, **about)  # type: ignore[arg-type]
        else:
            log_message(channel=channel, at=at, **about)  # type: ignore[arg-type]
    except UnableToNote as unable:
        return None, {"": unable.says}
    return person_id, {}


def _known_by(channel: str, sender: str, country: str | None) -> int | None:
    """Return who is known by the address or the number."""
    field, kind = ("email", "email") if channel == "mail" else ("phone", "phone")
    cleaned = clean(STANDARD_FIELDS[field], sender, country=country)
    known = None if isinstance(cleaned, Refusal) else identity_by(kind, cleaned.written)
    return known.person_id if known else None
