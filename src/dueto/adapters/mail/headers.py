"""The headers of a mail that came in, read whatever is wrong with them."""

from __future__ import annotations

import re
from binascii import Error
from collections.abc import Mapping
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any, Final

from dueto.adapters.mail.texts import decoded, one_line

MOST: Final = 2_000
ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+\.[^\s<>()\[\],;:\"']+")
IDENTIFIER: Final = re.compile(r"<[^<>\s]{3,250}>")


def headers_of(message: Message[Any, Any]) -> dict[str, list[str]]:
    """Return every header by its name in small letters, as it stands in the mail; octets beyond ASCII are read."""
    found: dict[str, list[str]] = {}
    for name, raw in message.raw_items():
        octets = str(raw)[: MOST * 4].encode("utf-8", "surrogateescape")
        found.setdefault(name.lower(), []).append(decoded(octets, None))
    return found


def first(headers: Mapping[str, list[str]], name: str) -> str:
    """Return the first header of that name on one line, its encoded words read; empty if there is none."""
    values = headers.get(name)
    return words(values[0]) if values else ""


def words(text: str) -> str:
    """Return a header's text with its encoded words read."""
    if "=?" not in text:
        return one_line(text, most=MOST)
    try:
        parts = decode_header(text.replace("\r", " ").replace("\n", " "))
    except (HeaderParseError, Error, ValueError):
        return one_line(text, most=MOST)
    read = (
        part if isinstance(part, str) else decoded(part, charset if charset != "unknown-8bit" else None)
        for part, charset in parts
    )
    return one_line("".join(read), most=MOST)


def addresses(values: list[str]) -> list[tuple[str, str]]:
    """Return the names and addresses that headers name; what is no address is left out."""
    found: list[tuple[str, str]] = []
    for value in values:
        flat = " ".join(value[:MOST].split())
        pairs = [(words(name), address.strip()) for name, address in getaddresses([flat]) if "@" in address]
        if not pairs:  # broken by a comma, a bracket or an encoded word in the wrong place
            pairs = [(words(flat.partition("<")[0].strip(" \"'")), one) for one in ADDRESS.findall(flat)]
        found += pairs
    return found


def identifiers(*values: str) -> tuple[str, ...]:
    """Return the Message-IDs that headers name, the last one first, each once."""
    found = [one for value in values for one in IDENTIFIER.findall(value)]
    return tuple(dict.fromkeys(reversed(found)))[:30]


def instant(text: str) -> datetime | None:
    """Return the instant that a Date header names, in UTC; None if it names none."""
    try:
        read = parsedate_to_datetime(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
