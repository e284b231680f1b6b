"""What another program is told of one event: ids and derived values; of the person only where that was asked for."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from dueto.apps.base.queries.listed import shown_as
from dueto.apps.webhooks.events import TEST, type_of

if TYPE_CHECKING:
    from dueto.apps.journal.models import Entry
    from dueto.apps.webhooks.models import Delivery


def message_id(delivery: Delivery) -> str:
    """Return the id of a message: the same however often it is sent, so that its receiver takes it once."""
    of = delivery.entry_id if delivery.entry_id is not None else f"test_{delivery.pk}"
    return f"msg_{delivery.subscription_id}_{of}"


def payload(delivery: Delivery, entry: Entry | None, *, with_personal: bool) -> str:
    """Return the body of a message as JSON."""
    told: dict[str, Any] = {
        "type": type_of(delivery.tag), "timestamp": delivery.happened_at.astimezone(UTC).isoformat(), "data": {},
    }  # fmt: skip
    if entry is None:
        told["type"] = TEST
        told["data"] = {"says": "Dueto reaches this address."}
        return json.dumps(told, ensure_ascii=False)
    told["data"] = {
        "entry": entry.pk, "subject": entry.subject, "subject_id": entry.subject_id, "person": entry.person_id,
        "by": entry.by_id, "agreement": entry.agreement_id, "details": entry.details,
    }  # fmt: skip
    if with_personal:
        told["data"]["person_data"] = _person(entry.person_id)
    return json.dumps(told, ensure_ascii=False)


def _person(person_id: int | None) -> dict[str, Any] | None:
    """Return what is known of a person now: whoever asked to be forgotten meanwhile is told of no more."""
    who = next(iter(shown_as([person_id])), None) if person_id is not None else None
    if who is None:
        return None
    return {
        "name": who.name, "role": who.role, "company": who.company, "country": who.country, "email": who.email,
        "phone": who.phone,
    }  # fmt: skip
