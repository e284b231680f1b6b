"""The signed names of what somebody sent: in a link they open exactly one thing, and for a while only."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core import signing

CONFIRM: Final = "dueto.forms.confirm"
DOWNLOAD: Final = "dueto.forms.download"
OPEN: Final = "dueto.forms.open"
CONFIRM_LASTS: Final = timedelta(days=7)
DOWNLOAD_LASTS: Final = timedelta(days=7)


def confirm_path(submission_id: int, *, form: str, language: str) -> str:
    """Return the way to the page that confirms an address."""
    return f"/f/{form}/confirm/{signing.dumps(submission_id, salt=CONFIRM)}/?lang={language}"


def download_path(submission_id: int, *, language: str) -> str:
    """Return the way to what somebody asked for."""
    return f"/d/{download_token(submission_id)}/?lang={language}"


def download_token(submission_id: int) -> str:
    """Return the signed name by which something that was sent opens what was asked for."""
    return signing.dumps(submission_id, salt=DOWNLOAD)
