"""What other programs can be told of."""

from __future__ import annotations

from ninja import Router, Schema

from dueto.api.calls import Call
from dueto.api.keys import Token
from dueto.apps.webhooks.events import EVENTS
from dueto.domain.basics.message import Message

router = Router()
READ = Token("webhooks:read")


class EventOut(Schema):
    """One kind of thing that other programs can be told of."""

    type: str
    says: str


@router.get("/events", auth=READ, response=list[EventOut], summary="List of what other programs can be told")
def list_events(request: Call) -> list[EventOut]:
    """Return every kind of event with its sentence, its gaps left open."""
    return [EventOut(type=name, says=request.voice(_open(name))) for name in EVENTS]


def _open(name: str) -> Message:
    text = EVENTS[name].text
    gaps = [part.split("}")[0] for part in text.split("{")[1:]]
    return Message(text, dict.fromkeys(gaps, "…"))
