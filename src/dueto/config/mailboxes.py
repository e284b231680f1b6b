"""The mailboxes that are read: one by `DUETO_IMAP_HOST`, several by their names in `DUETO_IMAP_BOXES`.

A host is a mail server, or a folder of this machine: `maildir:///var/mail/ventas`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from dueto.adapters.mail.boxes import Box
from dueto.config import environment as env

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")
MAILDIR: Final = "maildir://"
PORTS: Final = {"1": 993, "starttls": 143, "0": 143}


def mailboxes(*, demo: Path | None = None) -> tuple[Box, ...]:
    """Return the mailboxes. Where one of several differs, its name follows: `DUETO_IMAP_USER_VENTAS`.

    Without any, the demo reads the folder `demo`.
    """
    names = env.words("DUETO_IMAP_BOXES") or (["mailbox"] if env.text("DUETO_IMAP_HOST") else [])
    if demo is not None and not names:
        return (Box("ventas", path=str(demo)),)
    if len(set(names)) < len(names) or not all(NAME.fullmatch(name) for name in names):
        raise env.UnreadableSetting("DUETO_IMAP_BOXES", ",".join(names), "short names in small letters, each once")
    return tuple(_box(name) for name in names)


def _box(name: str) -> Box:
    own = "_" + name.upper().replace("-", "_")
    tls = (env.text("DUETO_IMAP_TLS" + own) or env.text("DUETO_IMAP_TLS", "1")).lower()
    if tls not in PORTS:
        raise env.UnreadableSetting("DUETO_IMAP_TLS", tls, "1, starttls or 0")
    host = env.text("DUETO_IMAP_HOST" + own) or env.text("DUETO_IMAP_HOST")
    if not host:
        raise env.UnreadableSetting("DUETO_IMAP_HOST" + own, "", "the mail server of this mailbox")
    if host.startswith(MAILDIR):
        return _folder(name, host)
    port = env.number("DUETO_IMAP_PORT" + own, 0, most=65535) or env.number("DUETO_IMAP_PORT", PORTS[tls], most=65535)
    return Box(
        name=name, host=host, port=port, tls=tls,
        user=env.text("DUETO_IMAP_USER" + own) or env.text("DUETO_IMAP_USER"),
        password=env.secret("DUETO_IMAP_PASSWORD" + own) or env.secret("DUETO_IMAP_PASSWORD"),
        folder=env.text("DUETO_IMAP_FOLDER" + own) or env.text("DUETO_IMAP_FOLDER", "INBOX"),
        marks_read=env.flag("DUETO_IMAP_MARK_READ", default=False),
    )  # fmt: skip


def _folder(name: str, host: str) -> Box:
    path = host.removeprefix(MAILDIR)
    if not path.startswith("/"):
        raise env.UnreadableSetting("DUETO_IMAP_HOST", host, "a whole path, like maildir:///var/mail/ventas")
    return Box(name, path=path, marks_read=env.flag("DUETO_IMAP_MARK_READ", default=False))
