"""A mailbox opened by whatever it is read by."""

from __future__ import annotations

from contextlib import AbstractContextManager

from dueto.adapters.mail import imap, maildir
from dueto.adapters.mail.boxes import Box, Folder


def opened(box: Box) -> AbstractContextManager[Folder]:
    """Give the open folder of a mailbox; raises `UnableToRead` where it cannot be opened or breaks off."""
    return maildir.opened(box) if box.path else imap.opened(box)
