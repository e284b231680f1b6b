"""What a mail server says of a mail of ours that it could not deliver: a full mailbox, nobody there, or blocked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import Any, Final

from dueto.adapters.mail.headers import ADDRESS, first, headers_of, identifiers
from dueto.domain.basics.text import fold


class Returned(StrEnum):
    """Why it came back: three different things, each with another consequence; `unclear` where nobody can tell."""

    FULL = "full"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    UNCLEAR = "unclear"
    DELAYED = "delayed"


@dataclass(frozen=True, slots=True)
class Report:
    """One mail that came back: why, from whom, and which it was."""

    why: Returned
    address: str
    message_id: str


CODE: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
FULL: Final = re.compile(r"mailbox (?:is )?full|over ?quota|quota exceeded|buzon (?:esta )?lleno|insufficient storage")
UNKNOWN: Final = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|domain)|does ?n[o']t exist|not found|no existe"
    r"|invalid recipient|recipient (?:address )?rejected|unrouteable|address rejected|nao existe|unknown recipient"
)
BLOCKED: Final = re.compile(
    r"block|black ?list|spam|denied|policy|reputation|not authori[sz]ed|rechazad|bloquead|dmarc|spf"
)
DAEMON: Final = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|bounces?)\b", re.IGNORECASE)


def report_in(message: Message[Any, Any], headers: Mapping[str, list[str]], *, sender: str, text: str) -> Report | None:
    """Return what a server reports of a mail of ours; None if this is no such report."""
    failed = ADDRESS.search(first(headers, "x-failed-recipients"))
    parts = list(_parts(message))
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if not statuses and failed is None and not (DAEMON.match(sender) and _is_failure(headers)):
        return None
    fields = _fields(statuses)
    said = fold(" ".join((fields.get("diagnostic-code", ""), text[:4000])))
    address = ADDRESS.search(fields.get("original-recipient", "")) or ADDRESS.search(fields.get("final-recipient", ""))
    address = address or failed or next(iter(ADDRESS.finditer(text[:4000])), None)
    return Report(
        _why(fields.get("action", "failed").lower(), fields.get("status", ""), said),
        address[0].lower().rstrip(".") if address else "",
        _original(parts),
    )


def _parts(message: Message[Any, Any]) -> Iterator[Message[Any, Any]]:
    for number, part in enumerate(message.walk()):
        if number >= 50:
            return
        yield part


def _fields(statuses: list[Message[Any, Any]]) -> dict[str, str]:
    """Return the fields of the first recipient that a report names, and those of the whole report."""
    found: dict[str, str] = {}
    for status in statuses[:1]:
        blocks = status.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message):
                for name, values in headers_of(block).items():
                    found.setdefault(name, values[0])
    return found


def _why(action: str, status: str, said: str) -> Returned:
    if action in ("delayed", "relayed", "delivered", "expanded"):
        return Returned.DELAYED
    code = CODE.search(status) or CODE.search(said)
    subject, detail = (code[2], code[3]) if code else ("", "")
    if (subject, detail) == ("2", "2") or FULL.search(said):
        return Returned.FULL
    if subject == "1" or UNKNOWN.search(said):
        return Returned.UNKNOWN
    if subject == "7" or BLOCKED.search(said):
        return Returned.BLOCKED
    return Returned.UNCLEAR


def _is_failure(headers: Mapping[str, list[str]]) -> bool:
    subject = fold(first(headers, "subject"))
    return bool(re.search(r"undeliver|delivery|failure|returned mail|no entregado|devuelto|nao entregue", subject))


def _original(parts: list[Message[Any, Any]]) -> str:
    """Return the Message-ID of the mail that came back."""
    for part in parts[1:]:
        if part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            lines = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            for line in lines.splitlines():
                if line.lower().startswith("message-id:"):
                    return next(iter(identifiers(line)), "")
        elif "message-id" in part and part.get_content_maintype() != "message":
            return next(iter(identifiers(str(part["message-id"]))), "")
    return ""
