"""Browsers that are not followed any more: their hits are understood as nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from dueto.apps.base.models import Consent, Handle, Identity, Unwatched
from dueto.apps.base.purposes import TRACKING


def digest_of(visitor: str) -> str:
    """Return what is kept of a browser's id: 128 random bits cannot be had back from it."""
    return hashlib.sha256(f"dueto.unwatched:{visitor}".encode()).hexdigest()


def unwatched_among(visitors: Iterable[str]) -> set[str]:
    """Return those of these browsers that are not to be followed. One query."""
    digests = {digest_of(visitor): visitor for visitor in visitors}
    found = Unwatched.objects.filter(digest__in=list(digests)).values_list("digest", flat=True)
    return {digests[digest] for digest in found}


def stop_watching(person_ids: Iterable[int], *, at: datetime) -> int:
    """Return how many browsers of these people are not followed from now on; one that two people share stays theirs."""
    visitors = Handle.objects.filter(
        identity__kind="visitor", identity__person__in=list(person_ids), identity__is_shared=False
    ).values_list("value", flat=True)
    rows = [Unwatched(digest=digest_of(visitor), since=at) for visitor in visitors]
    Unwatched.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def watch_again(person_ids: Iterable[int]) -> None:
    """Follow the browsers of these people again: they agreed to it."""
    visitors = Handle.objects.filter(identity__kind="visitor", identity__person__in=list(person_ids)).values_list(
        "value", flat=True
    )
    Unwatched.objects.filter(digest__in=[digest_of(visitor) for visitor in visitors]).delete()


def heed_objection(browser: Identity, person_id: int, *, at: datetime) -> None:
    """Stop following a browser on which somebody made themselves known who objected to it earlier."""
    last = (
        Consent.objects.filter(identity__person_id=person_id, purpose=TRACKING)
        .order_by("-happened_at", "-id").values_list("is_given", flat=True).first()
    )  # fmt: skip
    if last is False and not browser.is_shared:
        visitor = Handle.objects.filter(identity=browser).values_list("value", flat=True).first()
        if visitor:
            Unwatched.objects.bulk_create([Unwatched(digest=digest_of(visitor), since=at)], ignore_conflicts=True)
