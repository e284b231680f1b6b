"""The narrowest of some conditions: whoever meets it holds everybody who meets all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet


def fewest(conditions: Iterable[QuerySet[Any, int]], *, most: int) -> list[int] | None:
    """Return the ids of the condition that fewest meet, each once; None if more than `most` meet every one.

    Two queries a condition at most: what more meet than the narrowest so far is not even fetched.
    """
    found: list[int] | None = None
    for ids in conditions:
        if ids[most : most + 1]:
            continue
        found = list(dict.fromkeys(ids))
        most = len(found) - 1
        if not found:
            break
    return found
