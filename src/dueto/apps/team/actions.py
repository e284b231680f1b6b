"""Writing who works here."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.journal.actions import enqueue


def ask_for_password(*, member_id: int, at: datetime) -> None:
    """Send a member the way to a new password; the link is made when the mail leaves: nothing secret is kept."""
    enqueue(
        "mail", key=f"password:{member_id}:{at.isoformat()}", body={"template": "password", "member": member_id}, at=at
    )
