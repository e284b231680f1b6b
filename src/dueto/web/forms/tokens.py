"""The signed mark in a form: which form it is, and since when it stood open. It stands in for a cookie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from secrets import token_urlsafe

from django.core import signing

SALT = "dueto.forms"
SOONEST = timedelta(seconds=3)
"""No human fills in a form faster."""
LATEST = timedelta(hours=12)


class Age(Enum):
    """Whether a form was sent in a time in which somebody can have filled it in."""

    RIGHT = auto()
    TOO_SOON = auto()
    TOO_LATE = auto()


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening of a form. One that stands on a page of the company's own has no time, and no number.

    `asked` are the fields that it asked; None: all.
    """

    form: str
    number: str
    at: datetime | None
    asked: tuple[str, ...] | None = None

    @property
    def is_of_site(self) -> bool:
        """Whether it was written into a page of the company, for ever."""
        return self.at is None

    def age(self, now: datetime) -> Age:
        """Return whether it was open long enough, and not too long."""
        if self.at is None:
            return Age.RIGHT
        if now - self.at < SOONEST:
            return Age.TOO_SOON
        return Age.RIGHT if now - self.at <= LATEST else Age.TOO_LATE


def token_of(form: str, *, at: datetime, asked: Sequence[str] | None = None) -> str:
    """Return the mark of a form that is opened now."""
    said = [form, token_urlsafe(9), int(at.timestamp())]
    return signing.dumps(said if asked is None else [*said, list(asked)], salt=SALT)


def widened(opening: Opened, *, asked: Sequence[str]) -> str:
    """Return the mark of the same opening, that asks something else."""
    seconds = int(opening.at.timestamp()) if opening.at else 0
    return signing.dumps([opening.form, opening.number, seconds, list(asked)], salt=SALT)


def site_token(form: str) -> str:
    """Return the mark of a form that stands on a page of the company's own."""
    return signing.dumps([form, "", 0], salt=SALT)


def opened(token: str, *, form: str) -> Opened | None:
    """Return what a mark says; None if it is not ours, or that of another form."""
    try:
        named, number, seconds, *asked = signing.loads(token[:2000], salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if named != form:
        return None
    at = datetime.fromtimestamp(seconds, UTC) if seconds else None
    return Opened(form, number, at, tuple(asked[0]) if asked else None)
