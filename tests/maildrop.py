"""A folder of this machine as a mailbox: mails are delivered into it as a mail server does."""

from __future__ import annotations

import mailbox
import os
from datetime import datetime
from pathlib import Path

from dueto.adapters.mail.boxes import Box


class Maildrop:
    """The folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._folder("INBOX")

    def box(self, folder: str = "INBOX") -> Box:
        """Return how it is read."""
        return Box("ventas", path=str(self.home / folder))

    def put(self, *mails: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        """Deliver mails into a folder, which is made if it is not there."""
        for mail in mails:
            key = self._folder(folder).add(mail)
            if at is not None:
                os.utime(self.home / folder / "new" / key, (at.timestamp(), at.timestamp()))

    def untouched(self) -> bool:
        """Return whether nobody has seen, moved or deleted anything."""
        box = self._folder("INBOX")
        return len(box) > 0 and all(box[key].get_subdir() == "new" for key in box.keys())  # noqa: SIM118

    def _folder(self, name: str) -> mailbox.Maildir[mailbox.MaildirMessage]:
        return mailbox.Maildir(self.home / name)
