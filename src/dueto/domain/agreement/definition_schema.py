"""What a definition must look like in the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path
from dueto.domain.basics.reading import WRONG, Reading, Shape, misspelt, shown
from dueto.domain.basics.records import Key, ListOf, Record
from dueto.domain.basics.shapes import Span, Text, Whole, Word
from dueto.domain.conditions.activities import ACTIVITY_KINDS, OncePer, attributes_of
from dueto.domain.conditions.fields import Field
from dueto.domain.conditions.reading import ConditionShape

MOST_POINTS = 1000
POINTS = Whole(-MOST_POINTS, MOST_POINTS)
KINDS = Word(tuple(ACTIVITY_KINDS))


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The name of a field, or several names with `|` between them where any of them will do."""

    fields: Mapping[str, Field]

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if not isinstance(value, str) or not value.strip():
            return reading.wrong(path, value, say("expected {what}", what=self.expects()))
        for name in (part.strip() for part in value.split("|")):
            if name not in self.fields:
                return reading.wrong(path, shown(name), misspelt(name, self.fields))
        return "|".join(part.strip() for part in value.split("|"))

    def expects(self) -> Message:
        return say("the name of a field, like company, or email|phone where either will do")


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on what an activity carries, left as it stands until the kind of the activity is known."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        return value

    def expects(self) -> Message:
        example = "{path: {starts_with: /precios}}"
        return say("a condition on what the activity carries, like {example}", example=example)


@dataclass(frozen=True, slots=True)
class ActivityRule:
    """A rule about one kind of activity: `where` may ask only for what that kind carries."""

    record: Record

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        read = self.record.read(value, path, reading)
        if not isinstance(value, dict) or "where" not in value:
            return read
        kind = value.get("activity")
        if not isinstance(kind, str) or kind not in ACTIVITY_KINDS:
            return WRONG
        condition = ConditionShape(attributes_of(kind)).read(value["where"], (*path, "where"), reading)
        return WRONG if WRONG in (read, condition) else {**read, "where": condition}

    def expects(self) -> Message:
        return self.record.expects()


WHERE = Key(Where(), Where().expects())


def definition_shape(fields: Mapping[str, Field]) -> Record:
    """Return the shape of a definition that may ask for `fields`."""
    condition = ConditionShape(fields)
    names = FieldNames(fields)
    disqualify = Record(
        say("a disqualifier"),
        {
            "when": Key(condition, say("who is never a lead under this definition"), needed=True),
            "because": Key(Text(), say("why, in a few words that both teams understand"), needed=True),
        },
    )
    fit = Record(
        say("a fit rule"),
        {
            "when": Key(condition, say("what the person or the company is"), needed=True),
            "points": Key(POINTS, say("whole points added (or taken) when it is true"), needed=True),
            "name": Key(Text(), say("a short name; without one the condition itself is read")),
        },
        _points_count,
    )
    return Record(
        say("a definition"),
        {
            "name": Key(Text(), say("the name by which both teams call it"), needed=True),
            "required": Key(ListOf(names), say("data without which nobody is handed over")),
            "desired": Key(ListOf(names), say("data that is good to have and never blocks")),
            "disqualify": Key(ListOf(disqualify), say("who is out, and why")),
            "fit": Key(ListOf(fit), say("points for what somebody is")),
            "behaviour": Key(ListOf(_behaviour(), named="name"), say("points for what somebody does")),
            "qualified": Key(_thresholds(), say("what must be reached; all that are named must hold"), needed=True),
            "fast_track": Key(
                ListOf(_fast_track()), say("acts that waive behaviour and total, never fit or required data")
            ),
            "observe": Key(_observe(), say("shows what it would hand over, hands nothing over yet")),
        },
        _fast_track_needs_fit,
    )


def _behaviour() -> Shape:
    return ActivityRule(
        Record(
            say("a behaviour rule"),
            {
                "name": Key(Text(), say("a short name, unique in the definition"), needed=True),
                "activity": Key(KINDS, say("the kind of activity that counts"), needed=True),
                "where": WHERE,
                "points": Key(
                    POINTS, say("whole points for each act that counts; negative points take away"), needed=True
                ),
                "half_life": Key(
                    Span("d", 2), say("days after which positive points have halved; without it they stay")
                ),
                "lasts": Key(Span("d", 1), say("days for which negative points stay")),
                "cap": Key(Whole(1, MOST_POINTS), say("the most that this rule adds or takes in all")),
                "once_per": Key(
                    Word(tuple(OncePer)), say("whether the first of each day, of each item, or each act counts")
                ),
            },
            _fades_or_lasts,
        )
    )


def _fast_track() -> Shape:
    return ActivityRule(
        Record(
            say("a fast track"),
            {
                "activity": Key(KINDS, say("the kind of activity that says enough by itself"), needed=True),
                "where": WHERE,
                "valid": Key(Span("d", 1), say("days for which it counts; 30d if left out")),
            },
        )
    )


def _thresholds() -> Record:
    whole = Whole(-100_000, 100_000)
    return Record(
        say("the thresholds"),
        {
            "fit": Key(whole, say("the least fit")),
            "behaviour": Key(whole, say("the least behaviour")),
            "total": Key(whole, say("the least sum of both")),
        },
        _one_at_least,
    )


def _observe() -> Record:
    return Record(
        say("observing"),
        {
            "days": Key(Whole(1, 365), say("days for which the definition only observes")),
            "verdicts": Key(Whole(1, 100_000), say("verdicts after which it stops observing")),
        },
    )


def _points_count(rule: dict[str, Any], path: Path, reading: Reading) -> None:
    if rule["points"] == 0:
        reading.wrong((*path, "points"), 0, say("a rule of 0 points does nothing; remove it or give it points"))


def _fades_or_lasts(rule: dict[str, Any], path: Path, reading: Reading) -> None:
    _points_count(rule, path, reading)
    if rule["points"] < 0 and "half_life" in rule:
        says = say("negative points do not fade; write lasts instead of half_life")
        reading.wrong((*path, "half_life"), rule["half_life"], says)
    if rule["points"] < 0 and "lasts" not in rule:
        reading.wrong((*path, "lasts"), None, say("negative points need lasts: for how many days they stay"))
    if rule["points"] > 0 and "lasts" in rule:
        says = say("positive points fade; write half_life instead of lasts")
        reading.wrong((*path, "lasts"), rule["lasts"], says)


def _one_at_least(thresholds: dict[str, Any], path: Path, reading: Reading) -> None:
    if not thresholds:
        reading.wrong(path, None, say("name at least one threshold: fit, behaviour or total"))


def _fast_track_needs_fit(definition: dict[str, Any], path: Path, reading: Reading) -> None:
    if definition.get("fast_track") and "fit" not in definition["qualified"]:
        says = say("a definition with a fast track must name a fit threshold, or anybody who asks would qualify")
        reading.wrong((*path, "qualified"), None, says)
