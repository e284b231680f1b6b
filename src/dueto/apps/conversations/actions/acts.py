"""The act that a message is: who answers, who asks, who was called."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.base.actions import act, reclass
from dueto.apps.base.actions.sources import by_door
from dueto.apps.base.models import Activity, Identity
from dueto.apps.conversations.deciding import WAITING, Kind
from dueto.apps.conversations.doors import ORIGIN_OF
from dueto.apps.conversations.models import Message

SORTED_ANEW = "sorted anew"
TAKEN_BACK = "taken back"


def done_by(identity: Identity, *, kind: Kind, channel: str, at: datetime, known_at: datetime) -> Activity:
    """Return the activity by which somebody answered or wrote to us, or called."""
    assert identity.person_id is not None
    texts = {"direction": "inbound"}
    if channel == "call":
        name, texts["result"] = "call", "talked"
    elif channel == "mail" and kind is Kind.REPLY:
        name, texts = "reply", {}
    else:
        name, texts["channel"] = "message", channel
    return act(
        person_id=identity.person_id, kind=name, at=at, known_at=known_at, identity=identity,
        source=by_door(ORIGIN_OF[channel]), **texts,
    )  # fmt: skip


def undo(message: Message, *, reason: str, by: int | None, at: datetime) -> None:
    """Let the act of a message count no more; nothing is deleted, and the person is judged again."""
    if message.activity_id is not None:
        reclass(activity_id=message.activity_id, classed="automatic", reason=reason, by=by, at=at)
        message.activity = None


def answered(person_id: int, *, by: int | None, at: datetime) -> None:
    """Note that what somebody wrote waits no longer: a colleague has turned to them."""
    waiting = Message.objects.filter(identity__person_id=person_id, kind__in=WAITING, settled_at=None)
    waiting.update(settled_at=at, settled_by_id=by)
