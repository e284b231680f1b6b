"""What a mailbox is, whatever it is read by: how it is reached, an open folder of it, a mail, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol

MOST_OCTETS: Final = 1_000_000
"""So much of a mail is fetched; what is behind it are attachments, of which only the names are kept anyway."""


class Trouble(StrEnum):
    """Why a mailbox cannot be read, as far as somebody can do something about it."""

    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    REFUSED = "refused"
    NO_FOLDER = "no folder"
    BROKEN = "broken"


class UnableToRead(Exception):
    """The mailbox cannot be read now."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Box:
    """One mailbox: where it is and how it knows us. `tls` is `1` (from the start), `starttls` or `0`.

    With a `path` it is a folder of this machine, a Maildir, and nothing else of it matters.
    """

    name: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "1"
    folder: str = "INBOX"
    marks_read: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as the server holds it, or its beginning where it is very long."""

    uid: int
    octets: bytes
    arrived_at: datetime | None


class Folder(Protocol):
    """An open folder: its mails by rising numbers, which are those of last time as long as `validity` is the same."""

    validity: int
    next_uid: int

    def uids_after(self, uid: int) -> list[int]:
        """Return the numbers of the mails after `uid`, in their order."""

    def uids_since(self, day: date) -> list[int]:
        """Return the numbers of the mails that arrived on `day` or later."""

    def fetch(self, uid: int) -> Fetched | None:
        """Return the mail of that number; None if somebody has deleted it meanwhile."""

    def mark_read(self, uid: int) -> None:
        """Mark the mail as read."""
