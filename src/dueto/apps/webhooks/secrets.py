"""The secrets by which both sides know each other: made again from our key whenever they are needed, kept nowhere.

Whoever changes `DUETO_SECRET_KEY` gives every webhook a new secret.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from dueto.apps.webhooks.models import Origin, Subscription

OVERLAP: Final = timedelta(hours=24)
"""So long the secret before holds beside a new one."""


def secret_of(whose: Subscription | Origin, *, generation: int | None = None) -> str:
    """Return the secret of a subscription or an origin, `whsec_…`."""
    number = whose.generation if generation is None else generation
    what = f"{type(whose).__name__}:{whose.pk}:{number}:{whose.made_at.isoformat()}"
    digest = salted_hmac("dueto.webhook", what, algorithm="sha256").digest()
    return f"whsec_{b64encode(digest).decode()}"


def secrets_of(whose: Subscription | Origin, *, as_of: datetime) -> list[str]:
    """Return the secrets that hold at `as_of`: the newest first, the one before only for a day."""
    given = getattr(whose, "given_secret", "")
    if given:
        return [given]
    numbers = [whose.generation]
    if whose.rotated_at is not None and as_of - whose.rotated_at < OVERLAP:
        numbers.append(whose.generation - 1)
    return [secret_of(whose, generation=number) for number in numbers]
