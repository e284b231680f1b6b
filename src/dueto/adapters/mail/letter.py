"""A letter: what it says, and how it looks as text and in a mail program."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, Template
from mjml import mjml2html

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import Value

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said, before any language: sentences, at most one thing to do, and a small note at the end."""

    subject: Value
    greeting: Value
    paragraphs: tuple[Value, ...]
    farewell: Value
    button: Value | None = None
    url: str = ""
    footnote: Value | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom it goes. `copy` sees and is seen by the first."""

    to: tuple[str, str]
    copy: tuple[tuple[str, str], ...] = ()


def written(letter: Letter, *, envelope: Envelope, voice: Voice, sender: str, key: str, at: datetime) -> EmailMessage:
    """Return the letter as a message in the language of `voice`. One key always gives the same Message-ID."""
    said = {
        "subject": voice(letter.subject), "greeting": voice(letter.greeting), "farewell": voice(letter.farewell),
        "paragraphs": [voice(one) for one in letter.paragraphs], "url": letter.url,
        "button": voice(letter.button) if letter.button is not None else "", "language": voice.language,
        "footnote": voice(letter.footnote) if letter.footnote is not None else "",
    }  # fmt: skip
    message = EmailMessage()
    message["From"] = sender
    message["To"] = _address(envelope.to)
    if envelope.copy:
        message["Cc"] = ", ".join(str(_address(one)) for one in envelope.copy)
    message["Subject"] = " ".join(str(said["subject"]).split())[:180]
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(key, sender=sender)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = voice.language
    message.set_content(_plain(said))
    message.add_alternative(mjml2html(_layout().render(said)), subtype="html")
    return message


def message_id(key: str, *, sender: str) -> str:
    """Return the id by which a receiver knows a second copy of the same mail."""
    domain = sender.rpartition("@")[2].strip("> ") or "dueto.localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def _address(who: tuple[str, str]) -> Address:
    name, address = who
    return Address(display_name=" ".join(name.split())[:100], addr_spec=address)


def _plain(said: Mapping[str, object]) -> str:
    paragraphs = said["paragraphs"]
    assert isinstance(paragraphs, list)
    button = [f"{said['button']}: {said['url']}"] if said["button"] else []
    last = [str(said["farewell"]), *([str(said["footnote"])] if said["footnote"] else [])]
    return "\n\n".join([str(said["greeting"]), *paragraphs, *button, *last]) + "\n"


@cache
def _layout() -> Template:
    source = (files("dueto.adapters.mail") / "letter.mjml").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(source)
