"""Keeping the texts of consent, so that what somebody agreed to can be read again word by word."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from dueto.apps.base.models import ConsentText


def fingerprint_of(text: str) -> str:
    """Return the mark of exactly this text."""
    return sha256(text.encode()).hexdigest()


def keep_text(text: str, *, purpose: str, language: str, at: datetime) -> str:
    """Return the fingerprint of a text that is shown from `at`, kept if it is new."""
    fingerprint = fingerprint_of(text)
    ConsentText.objects.get_or_create(
        fingerprint=fingerprint, defaults={"purpose": purpose, "language": language, "text": text, "shown_from": at}
    )
    return fingerprint
