"""The difference of two agreements in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.canonical import canonical_json
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.basics.reading import Reading
from dueto.domain.conditions.activities import attributes_of
from dueto.domain.conditions.fields import Field
from dueto.domain.conditions.reading import ConditionShape
from dueto.domain.conditions.sentence import sentence

NAMED_BY = ("name", "word", "stage", "reason")
KEYS: Mapping[str, Message] = {
    "agreement": say("agreement"),
    "version": say("version"),
    "effective_from": say("in force from"),
    "sponsor": say("sponsor"),
    "mode": say("mode"),
    "goals": say("goals"),
    "revenue": say("revenue"),
    "currency": say("currency"),
    "calendar": say("calendar"),
    "time_zone": say("time zone"),
    "hours": say("hours"),
    "holidays": say("holidays"),
    "glossary": say("glossary"),
    "fields": say("fields"),
    "personas": say("personas"),
    "interests": say("interests"),
    "definitions": say("definitions"),
    "required": say("required data"),
    "desired": say("desired data"),
    "disqualify": say("disqualifiers"),
    "because": say("because"),
    "when": say("condition"),
    "where": say("condition"),
    "fit": say("fit"),
    "behaviour": say("behaviour"),
    "total": say("total"),
    "activity": say("activity"),
    "points": say("points"),
    "half_life": say("half-life"),
    "lasts": say("duration"),
    "cap": say("cap"),
    "once_per": say("counts once per"),
    "qualified": say("thresholds"),
    "fast_track": say("fast track"),
    "valid": say("valid for"),
    "observe": say("observing"),
    "days": say("days"),
    "process": say("process"),
    "clock": say("clock"),
    "commitments": say("commitments"),
    "reasons": say("reasons"),
    "return": say("return"),
    "recycle": say("recycle"),
    "lost": say("loss"),
    "earliest": say("earliest"),
    "counts": say("counts"),
    "marketing": say("marketing"),
    "sales": say("sales"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: the way to it, what stood there (None: nothing) and what stands there now."""

    place: tuple[Value, ...]
    before: Value | None
    after: Value | None

    def says(self) -> Message:
        """Return the change as a sentence."""
        place = say("{first}", first=self.place[0])
        for step in self.place[1:]:
            place = say("{place} › {step}", place=place, step=step)
        if self.before is None:
            return say("{place}: added {after}", place=place, after=self.after or "")
        if self.after is None:
            return say("{place}: removed {before}", place=place, before=self.before)
        return say("{place}: {before} → {after}", place=place, before=self.before, after=self.after)


def difference(old: Agreement, new: Agreement) -> tuple[Change, ...]:
    """Return what a reader has to know who signed `old` and is asked to sign `new`; nothing if both are one."""
    return tuple(_Comparison(old.fields, new.fields).mappings(old.tree, new.tree, ()))


class _Comparison:
    """Compares two trees; each side is read with the fields and the activities that it knows itself."""

    def __init__(self, before: Mapping[str, Field], after: Mapping[str, Field]) -> None:
        self.before = before
        self.after = after

    def mappings(self, old: Mapping[str, Any], new: Mapping[str, Any], place: tuple[Value, ...]) -> list[Change]:
        changes: list[Change] = []
        for key in dict.fromkeys((*old, *new)):
            before, after = old.get(key), new.get(key)
            here = (*place, KEYS.get(key, key))
            if isinstance(before, list) or isinstance(after, list):
                changes += self.lists(before or [], after or [], here)
            elif key in ("when", "where") or before is None or after is None:
                if before != after:
                    changes.append(Change(here, _shown(key, old, self.before), _shown(key, new, self.after)))
            else:
                changes += self.values(before, after, here)
        return changes

    def values(self, old: Any, new: Any, place: tuple[Value, ...]) -> list[Change]:
        if isinstance(old, dict) and isinstance(new, dict):
            return self.mappings(old, new, place)
        return [] if old == new else [Change(place, _plain(old), _plain(new))]

    def lists(self, old: list[Any], new: list[Any], place: tuple[Value, ...]) -> list[Change]:
        """Compare two lists by what their things are called, so that an inserted rule is not a changed one."""
        before, after = _called(old), _called(new)
        changes: list[Change] = []
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                changes.append(Change(place, _item(before[name], self.before), None))
            elif name not in before:
                changes.append(Change(place, None, _item(after[name], self.after)))
            elif isinstance(before[name], dict):
                changes += self.mappings(before[name], after[name], (*place, _title(after[name], self.after)))
        return changes


def _shown(key: str, beside: Mapping[str, Any], fields: Mapping[str, Field]) -> Value | None:
    value = beside.get(key)
    if key == "when" and isinstance(value, dict):
        return _aloud(value, fields)
    if key == "where" and isinstance(value, dict):
        return _aloud(value, attributes_of(beside["activity"]))
    return None if value is None else _plain(value)


def _aloud(condition: dict[str, Any], fields: Mapping[str, Field]) -> Value:
    return sentence(ConditionShape(fields).read(condition, (), Reading()), fields=fields)


def _item(item: Any, fields: Mapping[str, Field]) -> Value:
    if not isinstance(item, dict):
        return _plain(item)
    mark = _mark(item)
    details = tuple(
        say("{key} {value}", key=KEYS.get(key, key), value=_shown(key, item, fields) or "")
        for key in item
        if key != mark
    )
    return say("«{name}» ({details})", name=_title(item, fields), details=details) if details else _title(item, fields)


def _title(item: Mapping[str, Any], fields: Mapping[str, Field]) -> Value:
    mark = _mark(item)
    return str(next(iter(item))) if mark is None else _shown(mark, item, fields) or ""


def _mark(item: Mapping[str, Any]) -> str | None:
    """Return the key by which people tell this thing from the others; None if it is told by its first key itself."""
    return next((key for key in (*NAMED_BY, "when", "activity") if key in item), None)


def _called(items: list[Any]) -> dict[tuple[str, int], Any]:
    """Return the things of a list by what tells each from the others: its name, its condition, or itself.

    Things that are called alike are told apart by their order, so that none is overlooked.
    """
    called: dict[tuple[str, int], Any] = {}
    alike: Counter[str] = Counter()
    for item in items:
        name = _name(item)
        called[name, alike[name]] = item
        alike[name] += 1
    return called


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return canonical_json(item)
    mark = _mark(item)
    if mark is None:
        return str(next(iter(item)))
    return canonical_json([mark, item[mark], item.get("where") if mark == "activity" else None])


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return tuple(say("{key}: {value}", key=KEYS.get(key, key), value=_plain(inner)) for key, inner in value.items())
    return str(value)
