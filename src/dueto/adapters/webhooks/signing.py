"""Signatures of Standard Webhooks, made and checked."""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import Final

from standardwebhooks.webhooks import Webhook

TOLERANCE: Final = timedelta(minutes=5)
LONGEST_ID: Final = 255


class Doubt(StrEnum):
    """Why a message is not taken for what it says it is."""

    UNSIGNED = "webhook-id, webhook-timestamp and webhook-signature are needed"
    OLD = "the timestamp is more than five minutes away"
    WRONG = "no signature fits"


def headers_of(message_id: str, body: str, *, secrets: Iterable[str], at: datetime) -> dict[str, str]:
    """Return the headers of a message, signed with each of the secrets."""
    signed = " ".join(Webhook(secret).sign(message_id, _utc(at), body) for secret in secrets)
    return {"webhook-id": message_id, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signed}


def doubt_of(headers: Mapping[str, str], body: bytes, *, secrets: Iterable[str], at: datetime) -> Doubt | None:
    """Return why a message is doubted, None if one of the secrets signed exactly this, lately.

    The time is ours to give (`at`), so the signature is made anew and compared; nothing in it is taken on trust.
    """
    message_id = headers.get("webhook-id", "")
    stamp, given = headers.get("webhook-timestamp", ""), headers.get("webhook-signature", "")
    if not (message_id and stamp and given) or len(message_id) > LONGEST_ID:
        return Doubt.UNSIGNED
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 11):
        return Doubt.UNSIGNED
    signed_at = datetime.fromtimestamp(int(stamp), UTC)
    if abs(at - signed_at) > TOLERANCE:
        return Doubt.OLD
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return Doubt.WRONG
    return None if any(_fits(secret, message_id, signed_at, text, given) for secret in secrets) else Doubt.WRONG


def is_secret(text: str) -> bool:
    """Return whether a text can be a secret of the standard: `whsec_` and 24 to 64 octets in base64."""
    if not text.startswith("whsec_"):
        return False
    try:
        octets = binascii.a2b_base64(text.removeprefix("whsec_"), strict_mode=True)
    except (binascii.Error, ValueError):
        return False
    return 24 <= len(octets) <= 64


def _fits(secret: str, message_id: str, signed_at: datetime, text: str, given: str) -> bool:
    expected = Webhook(secret).sign(message_id, _utc(signed_at), text)
    return any(compare_digest(expected.encode(), one.encode(errors="replace")) for one in given.split(" ")[:10])


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
