"""The signed links that a form leads to: to confirm an address, and to fetch what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing

from dueto.apps.forms.links import CONFIRM, CONFIRM_LASTS, DOWNLOAD, DOWNLOAD_LASTS, OPEN

AT_LEAST: Final = timedelta(seconds=1)
"""No human finds the button faster."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says. One that has run out still says what it was for."""

    submission_id: int
    is_over: bool


def confirmation(token: str) -> Link | None:
    """Return what a link of confirmation says; None if it is not ours."""
    return _read(token, CONFIRM, CONFIRM_LASTS)


def download(token: str) -> Link | None:
    """Return what a link of download says; None if it is not ours."""
    return _read(token, DOWNLOAD, DOWNLOAD_LASTS)


def opening(at: datetime) -> str:
    """Return the mark of when a page with a button was opened."""
    return signing.dumps(int(at.timestamp() * 1000), salt=OPEN)


def was_too_fast(mark: str, *, at: datetime) -> bool:
    """Return whether the button was pressed sooner than a human presses it, or without the page at all."""
    try:
        opened_at = datetime.fromtimestamp(signing.loads(mark[:200], salt=OPEN) / 1000, UTC)
    except (signing.BadSignature, TypeError, ValueError):
        return True
    return at - opened_at < AT_LEAST


def _read(token: str, salt: str, lasts: timedelta) -> Link | None:
    try:
        number = signing.loads(token[:300], salt=salt)
    except signing.BadSignature:
        return None
    if not isinstance(number, int):
        return None
    try:
        signing.loads(token[:300], salt=salt, max_age=lasts)
    except signing.SignatureExpired:
        return Link(number, is_over=True)
    return Link(number, is_over=False)
