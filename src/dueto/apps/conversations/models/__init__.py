"""The tables of conversations. What was said is in `personal`, and nowhere else."""

from dueto.apps.conversations.models.mailboxes import Mailbox, Seen, Sent
from dueto.apps.conversations.models.personal import Message

__all__ = ["Mailbox", "Message", "Seen", "Sent"]
