"""Messages kept for later: stored with their key and values, said in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value
from dueto.domain.basics.term import Term


def packed(value: Value) -> Any:
    """Return `value` as JSON can hold it."""
    match value:
        case Message():
            kept: dict[str, Any] = {"text": value.text}
            if value.values:
                kept["values"] = {name: packed(gap) for name, gap in value.values.items()}
            if value.plural is not None:
                kept |= {"plural": value.plural, "count": value.count}
            return kept
        case Term():
            return {"es": value.es, "en": value.en}
        case Folded():
            return {"folded": value.text}
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case tuple():
            return [packed(item) for item in value]
        case _:
            return value


def unpacked(kept: Any) -> Value:
    """Return the value that `packed` kept."""
    match kept:
        case {"text": str(text)}:
            values: Mapping[str, Value] = {name: unpacked(gap) for name, gap in kept.get("values", {}).items()}
            return Message(text, values, kept.get("plural"), kept.get("count", 1))
        case {"es": str(es), "en": str(en)}:
            return Term(es=es, en=en)
        case {"folded": str(folded)}:
            return Folded(folded)
        case {"instant": str(instant)}:
            return datetime.fromisoformat(instant)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case {"decimal": str(number)}:
            return Decimal(number)
        case list():
            return tuple(unpacked(item) for item in kept)
        case _:
            return kept  # type: ignore[no-any-return]
