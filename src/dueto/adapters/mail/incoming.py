"""A mail that came in, read whole or as far as it can be: who writes, what they say, whether a machine did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Any, Final

from dueto.adapters.mail.automatic import Automatic, Away, away_in, is_nobody, is_spam, who_wrote
from dueto.adapters.mail.headers import addresses, first, headers_of, identifiers, instant, words
from dueto.adapters.mail.reports import Report, report_in
from dueto.adapters.mail.texts import clean, decoded, one_line, without_markup

MOST_PARTS: Final = 200
MOST_ATTACHMENTS: Final = 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """One mail. `answers` are the mails that it refers to, the nearest first; `fingerprint` is the same for a copy."""

    fingerprint: str
    message_id: str = ""
    answers: tuple[str, ...] = ()
    name: str = ""
    address: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    attachments: tuple[str, ...] = ()
    written_at: datetime | None = None
    wrote: Automatic = Automatic.HUMAN
    is_from_nobody: bool = False
    is_spam: bool = False
    is_readable: bool = True
    away: Away = field(default_factory=Away)
    report: Report | None = None


def read(octets: bytes, *, arrived_at: datetime) -> Incoming:
    """Return the mail that these octets are. Nothing that can be in a mail raises: what cannot be read says so."""
    try:
        return _read(octets, arrived_at)
    except Exception:  # the worst of mails must not hold up the next one
        return Incoming(hashlib.sha256(octets).hexdigest(), is_readable=False)


def _read(octets: bytes, arrived_at: datetime) -> Incoming:
    message = message_from_bytes(octets, policy=compat32)
    headers = headers_of(message)
    text, attachments = _content(message)
    name, address = next(iter(addresses(headers.get("from", []))), ("", ""))
    address = address.lower()
    subject = first(headers, "subject")[:300]
    wrote = who_wrote(headers, subject=subject)
    named = first(headers, "message-id")
    return Incoming(
        fingerprint=_fingerprint(headers, octets),
        message_id=next(iter(identifiers(named)), "")[:250],
        answers=tuple(dict.fromkeys((
            *identifiers(first(headers, "in-reply-to")), *identifiers(" ".join(headers.get("references", []))),
        ))),
        name=one_line(name, most=120),
        address=address[:254],
        recipients=tuple(
            one.lower() for _, one in addresses([*headers.get("to", []), *headers.get("cc", [])])[:50]
        ),
        subject=subject,
        text=text,
        attachments=attachments,
        written_at=instant(first(headers, "date")),
        wrote=wrote,
        is_from_nobody=is_nobody(address),
        is_spam=is_spam(headers),
        is_readable=bool(address),
        away=away_in(text, sender=address, written_on=arrived_at.date()) if wrote is Automatic.AWAY else Away(),
        report=report_in(message, headers, sender=address, text=text),
    )  # fmt: skip


def _content(message: Message[Any, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what the mail says, plain before marked up, and the names of what is attached."""
    plain: list[str] = []
    marked: list[str] = []
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), _name_of(part)
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attached.append(name or kind)
        elif kind == "text/html":
            marked.append(_text_of(part))
        elif kind == "text/plain":
            plain.append(_text_of(part))
    text = clean("\n\n".join(plain)) or without_markup("\n".join(marked))
    return text, tuple(attached[:MOST_ATTACHMENTS])


def _text_of(part: Message[Any, Any]) -> str:
    payload = part.get_payload(decode=True)
    return decoded(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _name_of(part: Message[Any, Any]) -> str:
    """Return the name of what is attached; its headers are read first, since they may hold any octets."""
    headers, told = headers_of(part), Message()
    for header in ("content-disposition", "content-type"):
        if header in headers:
            told[header] = headers[header][0].replace("\n", " ").replace("\r", " ")
    name = told.get_filename()
    return one_line(words(name), most=120) if name else ""


def _fingerprint(headers: Mapping[str, list[str]], octets: bytes) -> str:
    """Return what is the same for a copy of the mail in another mailbox, and differs for any other mail."""
    named = [" ".join(headers.get(name, [])) for name in ("message-id", "from", "date", "subject")]
    body = octets.partition(b"\r\n\r\n")[2] or octets.partition(b"\n\n")[2]
    mark = hashlib.sha256("\x1f".join(named).encode("utf-8", "surrogatepass"))
    mark.update(body.replace(b"\r\n", b"\n")[:50_000])
    return mark.hexdigest()
