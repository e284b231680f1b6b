"""A mail server by SMTP, talked to so that a mail leaves once even if we die in the middle.

A mail is accepted by the server when it has read the last line, a dot (RFC 5321, 4.1.1.4). Everything before can be
broken off without a trace. So the caller is told just before that line is written, and again when it was answered:
what died between the two may have left, what died earlier has not.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


class NotSent(Exception):
    """The server did not take the mail. `for_good` if trying again would not help; `uncertain` if it may have left."""

    def __init__(self, why: str, *, for_good: bool = False, uncertain: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good
        self.uncertain = uncertain


@dataclass(frozen=True, slots=True)
class Server:
    """Where the mail server is, and how it knows us."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    use_tls: bool = False
    timeout: float = 20.0


def send(
    message: EmailMessage, *, recipients: Sequence[str], server: Server, before_leaving: Callable[[], None]
) -> None:
    """Hand the message to the server; raises `NotSent`. `before_leaving` is called when it is about to be final."""
    is_leaving = False
    try:
        with _connected(server) as smtp:
            _begin(smtp, message, recipients)
            before_leaving()
            is_leaving = True
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
            is_leaving = False
            _expect(code, text, 250)
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(type(error).__name__, uncertain=is_leaving) from error


def _connected(server: Server) -> smtplib.SMTP:
    smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    if server.use_tls:
        smtp.starttls(context=ssl.create_default_context())
    if server.user:
        smtp.login(server.user, server.password)
    return smtp


def _begin(smtp: smtplib.SMTP, message: EmailMessage, recipients: Sequence[str]) -> None:
    """Write everything but the last line."""
    smtp.ehlo_or_helo_if_needed()
    _expect(*smtp.mail(_bare(str(message["From"]))), 250)
    for recipient in recipients:
        _expect(*smtp.rcpt(recipient), 250, 251)
    _expect(*smtp.docmd("DATA"), 354)
    lines = message.as_bytes(policy=SMTP).replace(b"\r\n.", b"\r\n..")
    smtp.send((b"." if lines.startswith(b".") else b"") + lines + (b"" if lines.endswith(b"\r\n") else b"\r\n"))


def _expect(code: int, text: bytes, *codes: int) -> None:
    if code not in codes:
        raise NotSent(f"{code}", for_good=500 <= code < 600)


def _bare(address: str) -> str:
    return address.rpartition("<")[2].rstrip("> ")
