"""The codes in links and the keys of programs: made, and recognized by their hash alone."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from dueto.apps.team.models import Invitation

TOKEN: Final = "dueto_"  # noqa: S105 - how tokens begin, so that scanners of code find those that leaked


def code_of(invitation: Invitation) -> str:
    """Return the code of an invitation: made again from the secret key when the mail leaves, kept nowhere."""
    what = f"{invitation.pk}:{invitation.email}:{invitation.invited_at.isoformat()}"
    return salted_hmac("dueto.invitation", what, algorithm="sha256").hexdigest()[:40]


def new_token() -> str:
    """Return a new key for a program."""
    return TOKEN + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return the hash by which a long random secret is found again; such a one needs no salt."""
    return sha256(secret.encode()).hexdigest()
