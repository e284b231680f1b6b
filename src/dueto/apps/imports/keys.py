"""What makes two rows one: the hash of what stands in a row, and of what was said of the whole list besides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dueto.apps.base.arrivals import Agreed, Done
from dueto.apps.base.facts import Cleaned

WRITTEN: Final = json.JSONEncoder(ensure_ascii=False).encode


def key_of(values: Iterable[Cleaned], ids: Mapping[str, str], told: Mapping[str, str], dates: Sequence[object]) -> str:
    """Return the hash of what stands in a row: values, ids, dates, and what other columns tell."""
    return _hashed(
        (
            sorted((one.field, one.written) for one in values), sorted(ids.items()), sorted(told.items()),
            [str(one or "") for one in dates],
        )
    )  # fmt: skip


def telling_of(key: str, *, kind: str, done: Iterable[Done], agreed: Agreed | None) -> str:
    """Return the hash of a row as part of this list: what each row of it is, the event, the consent."""
    acts = [(act.kind, act.same[2], str(act.occurred_at) if act.is_dated else "") for act in done]
    consent = (agreed.is_given, agreed.text_version, agreed.basis) if agreed else ()
    return _hashed((key, kind, acts, consent))


def _hashed(told: object) -> str:
    return hashlib.sha256(WRITTEN(told).encode()).hexdigest()
