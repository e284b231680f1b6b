"""A real mail server on a port of its own, and what it took."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Letterbox:
    """What the server took, and what it answers instead while `answers` lasts."""

    def __init__(self) -> None:
        self.taken: list[tuple[EmailMessage, list[str]]] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((message, envelope.rcpt_tos))
        return "250 OK"


class MailServer(Controller):
    """The server; its port is known once it has started."""

    def __init__(self, box: Letterbox) -> None:
        super().__init__(box, hostname="127.0.0.1", port=0)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
