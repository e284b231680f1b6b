"""A mailbox by IMAP, read without a trace: nothing is deleted, and nothing marked as read unless that is asked for."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from imaplib import IMAP4
from typing import Any, Final

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxFolderStatusError,
    MailboxLoginError,
    MailboxStarttlsError,
)

from dueto.adapters.mail.boxes import MOST_OCTETS, Box, Fetched, Trouble, UnableToRead

TIMEOUT: Final = 20.0
MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ARRIVED: Final = re.compile(rb'INTERNALDATE "\s*(\d{1,2})-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})"')


class Remote:
    """An open folder of a server. `validity` says whether its numbers are those of last time."""

    def __init__(self, mailbox: BaseMailBox, box: Box) -> None:
        status = mailbox.folder.status(box.folder, ["UIDVALIDITY", "UIDNEXT"])
        mailbox.folder.set(box.folder, readonly=not box.marks_read)
        self.validity, self.next_uid = status["UIDVALIDITY"], status["UIDNEXT"]
        self._mailbox = mailbox

    def uids_after(self, uid: int) -> list[int]:
        """Return the numbers of the mails after `uid`, in their order."""
        found = map(int, self._mailbox.uids(f"UID {uid + 1}:*", charset=None))  # the last one answers `*` in any case
        return sorted(one for one in found if one > uid)

    def uids_since(self, day: date) -> list[int]:
        """Return the numbers of the mails that arrived on `day` or later."""
        words = f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}"
        return sorted(map(int, self._mailbox.uids(words, charset=None)))

    def fetch(self, uid: int) -> Fetched | None:
        """Return the mail of that number; None if somebody has deleted it meanwhile."""
        _, data = self._mailbox.client.uid("fetch", str(uid), f"(UID INTERNALDATE BODY.PEEK[]<0.{MOST_OCTETS}>)")
        head, octets = next(((one[0], one[1]) for one in data or () if isinstance(one, tuple)), (b"", b""))
        return Fetched(uid, octets, _arrived(head)) if octets else None

    def mark_read(self, uid: int) -> None:
        """Mark the mail as read."""
        self._mailbox.flag(str(uid), MailMessageFlags.SEEN, value=True)


@contextmanager
def opened(box: Box) -> Iterator[Remote]:
    """Give the open folder of a mailbox; raises `UnableToRead` where it cannot be opened or breaks off."""
    try:
        mailbox = _connected(box)
        try:
            mailbox.login(box.user, box.password, initial_folder=None)
            yield Remote(mailbox, box)
        finally:
            with suppress(Exception):  # whoever hangs up on us needs no good-bye
                mailbox.logout()
    except (ssl.SSLError, MailboxStarttlsError) as error:
        raise UnableToRead(Trouble.INSECURE) from error
    except OSError as error:
        raise UnableToRead(Trouble.UNREACHABLE) from error
    except MailboxLoginError as error:
        raise UnableToRead(Trouble.REFUSED) from error
    except (MailboxFolderSelectError, MailboxFolderStatusError) as error:
        raise UnableToRead(Trouble.NO_FOLDER) from error
    except (ImapToolsError, IMAP4.error) as error:
        raise UnableToRead(_trouble(error)) from error


def _connected(box: Box) -> BaseMailBox:
    if box.tls == "starttls":
        return MailBoxStartTls(box.host, box.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context())
    if box.tls == "1":
        return MailBox(box.host, box.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context())
    return MailBoxUnencrypted(box.host, box.port, timeout=TIMEOUT)


def _trouble(error: Exception) -> Trouble:
    if "TLS" in str(error):
        return Trouble.INSECURE
    return Trouble.UNREACHABLE if isinstance(error, IMAP4.abort) else Trouble.BROKEN


def _arrived(head: Any) -> datetime | None:
    found = ARRIVED.search(head if isinstance(head, bytes) else b"")
    if found is None:
        return None
    day, month, year, hour, minute, second, zone = (part.decode("ascii") for part in found.groups())
    text = f"{year}-{MONTHS.index(month.title()) + 1:02}-{int(day):02}T{hour}:{minute}:{second}{zone[:3]}:{zone[3:]}"
    return datetime.fromisoformat(text).astimezone(UTC)
