"""The difference of two agreements in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.canonical import canonical_json
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.basics.shapes import Reading
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
    return tuple(_Comparison({**old.fields, **new.fields}).mappings(old.tree, new.tree, ()))


class _Comparison:
    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields

    def mappings(self, old: Mapping[str, Any], new: Mapping[str, Any], place: tuple[Value, ...]) -> list[Change]:
        changes: list[Change] = []
        for key in dict.fromkeys((*old, *new)):
            before, after = old.get(key), new.get(key)
            here = (*place, KEYS.get(key, key))
            if key in ("when", "where") or before is None or after is None:
                if before != after:
                    show = self._shower(key, new if after is not None else old)
                    changes.append(Change(here, show(before), show(after)))
            else:
                changes += self.values(before, after, here)
        return changes

    def values(self, old: Any, new: Any, place: tuple[Value, ...]) -> list[Change]:
        if isinstance(old, dict) and isinstance(new, dict):
            return self.mappings(old, new, place)
        if isinstance(old, list) and isinstance(new, list):
            return self.lists(old, new, place)
        return [] if old == new else [Change(place, _plain(old), _plain(new))]

    def lists(self, old: list[Any], new: list[Any], place: tuple[Value, ...]) -> list[Change]:
        """Compare two lists by what their things are called, so that an inserted rule is not a changed one."""
        before, after = _called(old), _called(new)
        changes: list[Change] = []
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                changes.append(Change(place, self._item(before[name]), None))
            elif name not in before:
                changes.append(Change(place, None, self._item(after[name])))
            elif isinstance(before[name], dict):
                changes += self.mappings(before[name], after[name], (*place, self._title(before[name])))
        return changes

    def _shower(self, key: str, beside: Mapping[str, Any]) -> Callable[[Any], Value | None]:
        def show(value: Any) -> Value | None:
            if value is None:
                return None
            if key == "when" and isinstance(value, dict):
                return self._aloud(value, self.fields)
            if key == "where" and isinstance(value, dict):
                return self._aloud(value, attributes_of(str(beside.get("activity", "visit"))))
            return _plain(value)

        return show

    def _aloud(self, condition: dict[str, Any], fields: Mapping[str, Field]) -> Value:
        return sentence(ConditionShape(fields).read(condition, (), Reading()), fields=fields)

    def _item(self, item: Any) -> Value:
        if not isinstance(item, dict):
            return _plain(item)
        rest = tuple(
            say("{key} {value}", key=KEYS.get(key, key), value=_plain(value)) for key, value in _details(item).items()
        )
        return say("«{name}» ({details})", name=self._title(item), details=rest) if rest else self._title(item)

    def _title(self, item: Mapping[str, Any]) -> Value:
        for key in NAMED_BY:
            if key in item:
                return str(item[key])
        if isinstance(item.get("when"), dict):
            return self._aloud(item["when"], self.fields)
        return str(item.get("activity") or next(iter(item)))


def _called(items: list[Any]) -> dict[tuple[str, int], Any]:
    """Return the things of a list by what tells each from the others: its name, its condition, or itself.

    Things that are called alike are told apart by their order, so that none is overlooked.
    """
    called: dict[tuple[str, int], Any] = {}
    alike: Counter[str] = Counter()
    for item in items:
        name = canonical_json(item)
        if isinstance(item, dict):
            name = next((f"{key} {item[key]}" for key in NAMED_BY if key in item), "")
            if not name and "when" in item:
                name = canonical_json(item["when"])
            name = name or canonical_json(
                {key: item[key] for key in (*("activity", "where"), next(iter(item))) if key in item and key != "valid"}
            )
        called[name, alike[name]] = item
        alike[name] += 1
    return called


def _details(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in (*NAMED_BY, "when") and not isinstance(value, dict)}


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return tuple(say("{key}: {value}", key=KEYS.get(key, key), value=_plain(inner)) for key, inner in value.items())
    return str(value)
