"""What else the page shows: steps, toasts, choices, empty states."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace as Shown
from typing import Any

from dueto.domain.basics.message import say


def shown(*, now: datetime) -> dict[str, Any]:
    """Return the states."""
    return {
        "steps": [
            Shown(label=say("See what sales returned"), url="#", is_done=True, is_next=False),
            Shown(label=say("Answer one of them"), url="#", is_done=False, is_next=True),
            Shown(label=say("Watch a prospect cross"), url="#", is_done=False, is_next=False),
            Shown(label=say("Fill in the datum that qualifies"), url="#", is_done=False, is_next=False),
        ],
        "results": [
            Shown(value="talked", label=say("Talked"), icon="call", hint=None),
            Shown(value="no_answer", label=say("No answer"), icon="cross", hint=None),
            Shown(value="later", label=say("Asked for another time"), icon="clock", hint=None),
            Shown(value="assistant", label=say("With an assistant"), icon="people", hint=None),
            Shown(value="wrong_number", label=say("Wrong number"), icon="warning", hint=None),
            Shown(value="never", label=say("Do not contact"), icon="pause", hint=None),
        ],
        "empty_actions": [
            Shown(label=say("Install the code"), url="#"),
            Shown(label=say("Import a list"), url="#"),
        ],
        "handed_at": now - timedelta(hours=3),
        "due_at": now + timedelta(days=2),
        "look_toasts": [
            Shown(text=say("Saved"), tone="", action_url="/look/", action_label=say("Undo")),
            Shown(text=say("Nobody is called in the demo"), tone="", action_url="", action_label=""),
            Shown(text=say("One clock is overdue: {name}", name="Empacadora Norte Claro"), tone="late", action_url="",
                  action_label=""),
        ],
    }  # fmt: skip
