"""The links of our mails: each carries, signed, whose mail it is, and leads on to where it means to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core import signing

SALT = "dueto.mail-link"
MOST_LINKS = 200


@dataclass(frozen=True, slots=True)
class MailLink:
    """One link of one mail to one recipient; `link` 0 is the mail itself, opened."""

    identity_id: int
    mail: str
    link: int
    links: int
    delivered_at: datetime
    url: str


def links_of(*, identity_id: int, mail: str, urls: Sequence[str], at: datetime) -> tuple[str, tuple[str, ...]]:
    """Return the address of the sign that a mail was opened, and that of each of its links, delivered at `at`.

    `mail` names the mail in short, without anything personal; `identity_id` is the recipient's address.
    """
    addresses = ["", *urls[:MOST_LINKS]]
    count = len(addresses) - 1
    signed = [
        _address({"i": identity_id, "m": mail[:80], "l": number, "n": count, "d": int(at.timestamp()), "u": url})
        for number, url in enumerate(addresses)
    ]
    return signed[0], tuple(signed[1:])


def read_link(token: str) -> MailLink | None:
    """Return what a link of ours says; None if it is not ours, or somebody changed it."""
    try:
        kept: dict[str, Any] = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    delivered_at = datetime.fromtimestamp(kept["d"], UTC)
    return MailLink(kept["i"], kept["m"], kept["l"], kept["n"], delivered_at, kept["u"])


def _address(kept: dict[str, Any]) -> str:
    return f"{settings.PUBLIC_ADDRESS}/m/{signing.dumps(kept, salt=SALT, compress=True)}/"
