"""A naive third opinion: the rules of judging written once more, from their text alone, over the plain document.

Nothing is shared with `dueto.domain`: conditions are read from the tree, text is folded here, powers are decimals of
forty digits, and "the first of each day" is found by comparing everything with everything. Slow, short, obvious.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import Any
from zoneinfo import ZoneInfo

Plain = dict[str, Any]
ONCE_PER = {
    "visit": "day", "mail_click": "day", "download": "item", "form": "item", "event": "item",
    "reply": "each", "call": "each", "message": "each", "meeting": "each",
}  # fmt: skip
MARKS = {"free_provider": "free", "disposable": "disposable", "shared_mailbox": "shared"}


@dataclass(frozen=True)
class Opinion:
    """What the oracle says of one person. Activities are named by their ids, rules by their places."""

    fit: tuple[int, ...]
    behaviour: tuple[int, ...]
    counted: tuple[frozenset[int], ...]
    lacking: tuple[int, ...]
    disqualified_by: tuple[int, ...]
    fast: tuple[int, int] | None
    qualified: bool


def opinion(document: Plain, *, facts: Iterable[Any], activities: Iterable[Any], as_of: datetime) -> Opinion:
    """Return the oracle's verdict by the only definition of `document`."""
    definition = document["definitions"][0]
    zone = ZoneInfo(document.get("calendar", {}).get("time_zone", "UTC"))
    today = as_of.astimezone(zone).date()
    profile = profile_at(facts, as_of)
    human = [
        act for act in activities if act.class_ == "human" and not act.occurred_at > as_of and not act.known_at > as_of
    ]

    fit = [rule["points"] if truth(rule["when"], profile, today) is True else 0 for rule in definition.get("fit", [])]
    lines = [line(rule, human, zone, today) for rule in definition.get("behaviour", [])]
    behaviour = [points for points, _ in lines]
    lacking = [place for place, group in enumerate(definition.get("required", [])) if not knows(profile, group)]
    out = [
        place
        for place, rule in enumerate(definition.get("disqualify", []))
        if truth(rule["when"], profile, today) is True
    ]
    fast = fast_track(definition.get("fast_track", []), human, zone, today)
    least = definition["qualified"]
    reached = [sum(fit) >= least["fit"]] if "fit" in least else []
    if fast is None and "behaviour" in least:
        reached.append(sum(behaviour) >= least["behaviour"])
    if fast is None and "total" in least:
        reached.append(sum(fit) + sum(behaviour) >= least["total"])
    return Opinion(
        tuple(fit),
        tuple(behaviour),
        tuple(ids for _, ids in lines),
        tuple(lacking),
        tuple(out),
        fast,
        all(reached) and not lacking and not out,
    )


def profile_at(facts: Iterable[Any], as_of: datetime) -> dict[str, str]:
    """Return per field the value known last, the larger id where two became known together."""
    known = [fact for fact in facts if not fact.known_at > as_of]
    profile = {}
    for fact in known:
        later = [
            other
            for other in known
            if other.field == fact.field
            and (other.known_at > fact.known_at or (other.known_at == fact.known_at and other.id > fact.id))
        ]
        if not later and fact.value not in (None, ""):
            profile[fact.field] = fact.value
    return profile


def knows(profile: Mapping[str, str], group: str) -> bool:
    """Return whether one of the alternatives of a required datum is known."""
    return any(name.strip() in profile for name in group.split("|"))


def age_of(act: Any, zone: ZoneInfo, today: date) -> int:
    """Return the days between the two calendar days in the zone."""
    return today.toordinal() - act.occurred_at.astimezone(zone).date().toordinal()


def matches(rule: Plain, act: Any, today: date) -> bool:
    """Return whether an activity is of the kind, and as the rule asks."""
    return act.kind == rule["activity"] and ("where" not in rule or truth(rule["where"], act.attributes, today) is True)


def about(activity: Any) -> str | None:
    """Return the item of an activity: what it names as such, or else the form that was sent."""
    return activity.attributes["item"] if "item" in activity.attributes else activity.attributes.get("form")


def line(rule: Plain, human: list[Any], zone: ZoneInfo, today: date) -> tuple[int, frozenset[int]]:
    """Return the points of one rule of behaviour, and the ids of the activities that it counts."""
    matching = [act for act in human if matches(rule, act, today)]
    once_per = rule.get("once_per", ONCE_PER[rule["activity"]])

    def same(one: Any, other: Any) -> bool:
        if once_per == "day":
            return age_of(one, zone, today) == age_of(other, zone, today)
        return once_per == "item" and about(one) == about(other)

    def earlier(one: Any, other: Any) -> bool:
        return one.known_at < other.known_at or (one.known_at == other.known_at and one.id < other.id)

    counted = [act for act in matching if not any(same(act, other) and earlier(other, act) for other in matching)]
    cap = rule.get("cap", 10**9)
    if rule["points"] < 0:
        counted = [act for act in counted if age_of(act, zone, today) < int(rule["lasts"][:-1])]
        return -min(cap, -rule["points"] * len(counted)), frozenset(act.id for act in counted)
    worth = sum(
        (rule["points"] * faded(age_of(act, zone, today), rule.get("half_life")) for act in counted), Decimal(0)
    )
    points = math.floor(min(Decimal(cap), worth) + Decimal("1e-9"))
    return points, frozenset(act.id for act in counted)


@lru_cache(maxsize=10_000)
def faded(age: int, half_life: str | None) -> Decimal:
    """Return two to the power of minus the half-lives that passed."""
    if half_life is None:
        return Decimal(1)
    with localcontext() as context:
        context.prec = 40
        return Decimal(2) ** (Decimal(-age) / int(half_life[:-1]))


def fast_track(rules: list[Plain], human: list[Any], zone: ZoneInfo, today: date) -> tuple[int, int] | None:
    """Return the place of the rule and the id of the newest act that opens it."""
    opening = [
        (act.occurred_at, act.id, -place)
        for place, rule in enumerate(rules)
        for act in human
        if matches(rule, act, today) and age_of(act, zone, today) < int(rule.get("valid", "30d")[:-1])
    ]
    return (-max(opening)[2], max(opening)[1]) if opening else None


def truth(condition: Plain, values: Mapping[str, str], today: date) -> bool | None:
    """Return whether a written condition holds: True, False, or None where it depends on what nobody knows."""
    answers: list[bool | None] = []
    for key, inner in condition.items():
        if key == "not":
            answer = truth(inner, values, today)
            answers.append(None if answer is None else not answer)
        elif key == "all":
            answers.append(together([truth(part, values, today) for part in inner]))
        elif key == "any":
            parts = [truth(part, values, today) for part in inner]
            answers.append(True if True in parts else None if None in parts else False)
        else:
            answers += [atom(operator, operand, values.get(key), today) for operator, operand in inner.items()]
    return together(answers)


def together(answers: list[bool | None]) -> bool | None:
    """Return whether all of it holds."""
    return False if False in answers else None if None in answers else True


def atom(operator: str, operand: Any, value: str | None, today: date) -> bool | None:
    """Return the answer of one question to one value."""
    if operator == "present":
        return (value is not None) == operand
    if value is None:
        return None
    if operator in MARKS:
        return (MARKS[operator] in value.split(";")) == operand
    if operator in NUMERIC:
        number = plain_number(value)
        return None if number is None else NUMERIC[operator](number, operand)
    if operator in CALENDAR:
        day = plain_day(value)
        return None if day is None else CALENDAR[operator](day, operand, today)
    if operator.startswith("includes"):
        items = [bare(operand)] if isinstance(operand, str) else [bare(item) for item in operand]
        found = [f";{item};" in f";{value};" for item in items]
        return all(found) if operator == "includes_all" else any(found)
    words = [bare(operand)] if isinstance(operand, str) else [bare(item) for item in operand]
    return TEXTUAL[operator](value, words)


TEXTUAL: dict[str, Callable[[str, list[str]], bool]] = {
    "is": lambda value, words: value == words[0],
    "is_not": lambda value, words: value != words[0],
    "one_of": lambda value, words: value in words,
    "none_of": lambda value, words: value not in words,
    "contains": lambda value, words: value.find(words[0]) >= 0,
    "contains_any": lambda value, words: sum(value.count(word) for word in words) > 0,
    "contains_all": lambda value, words: min(value.count(word) for word in words) > 0,
    "starts_with": lambda value, words: value[: len(words[0])] == words[0],
    "ends_with": lambda value, words: value[::-1][: len(words[0])] == words[0][::-1],
}
NUMERIC: dict[str, Callable[[Decimal, Any], bool]] = {
    "equals": lambda number, bound: number == Decimal(bound),
    "at_least": lambda number, bound: not number < Decimal(bound),
    "at_most": lambda number, bound: not number > Decimal(bound),
    "more_than": lambda number, bound: number > Decimal(bound),
    "less_than": lambda number, bound: number < Decimal(bound),
    "between": lambda number, bounds: not number < Decimal(bounds[0]) and not number > Decimal(bounds[1]),
}
CALENDAR: dict[str, Callable[[date, str, date], bool]] = {
    "before": lambda day, bound, today: day.isoformat() < bound,
    "after": lambda day, bound, today: day.isoformat() > bound,
    "within_last": lambda day, span, today: 0 <= today.toordinal() - day.toordinal() <= int(span[:-1]),
    "within_next": lambda day, span, today: 0 <= day.toordinal() - today.toordinal() <= int(span[:-1]),
}


def bare(text: str) -> str:
    """Return text without accents, case and repeated spaces."""
    letters = [char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)]
    return " ".join("".join(letters).casefold().split())


def plain_number(text: str) -> Decimal | None:
    """Return the number, where the text is a plain decimal of up to 15 digits before the point and 9 behind it."""
    return Decimal(text) if re.fullmatch("-?[0-9]{1,15}([.][0-9]{1,9})?", text) else None


def plain_day(text: str) -> date | None:
    """Return the day that the text begins with, where there is such a day."""
    parts = re.match("([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def missing_sets(
    definition: Plain, *, profile: Mapping[str, str], today: date, qualifies: Callable[[dict[str, str]], bool]
) -> set[frozenset[str]]:
    """Return the minimal sets of up to three unknown fields that would qualify somebody, by trying everything.

    `qualifies` judges a profile with behaviour unchanged.
    """
    unknown = unknown_fields(definition, profile)
    values = {name: values_worth_trying(definition, name, today) for name in unknown}
    found: set[frozenset[str]] = set()
    for names in (frozenset(names) for size in (1, 2, 3) for names in combinations(unknown, size)):
        if any(smaller < names for smaller in found):
            continue
        ways = product(*([(name, value) for value in values[name]] for name in names))
        if any(qualifies({**profile, **dict(way)}) for way in ways):
            found.add(names)
    return found


def trials(definition: Plain, *, profile: Mapping[str, str], today: date) -> int:
    """Return how many profiles `missing_sets` may have to judge."""
    sizes = [len(values_worth_trying(definition, name, today)) for name in unknown_fields(definition, profile)]
    return sum(math.prod(some) for size in (1, 2, 3) for some in combinations(sizes, size))


def unknown_fields(definition: Plain, profile: Mapping[str, str]) -> list[str]:
    """Return the fields on which the verdict depends and that nobody knows."""
    named = [name.strip() for group in definition.get("required", []) for name in group.split("|")]
    named += [field for field, _, _ in questions(definition)]
    return sorted({name for name in named if name not in profile})


def values_worth_trying(definition: Plain, name: str, today: date) -> list[str]:
    """Return all values that the definition names for a field, their neighbours, and one that it does not name."""
    texts: set[str] = {"something else"}
    numbers: set[Decimal] = set()
    days: set[int] = set()
    for field, operator, operand in questions(definition):
        if field != name or operator == "present":
            continue
        if operator in MARKS:
            texts |= {kind + shared for kind in ("company", "free", "disposable") for shared in ("", ";shared")}
        elif operator in NUMERIC:
            numbers |= {Decimal(bound) for bound in (operand if isinstance(operand, list) else [operand])}
        elif operator in ("before", "after"):
            days.add(date.fromisoformat(operand).toordinal())
        elif operator in CALENDAR:
            days |= {today.toordinal() + way * int(operand[:-1]) for way in (-1, 0, 1)}
        else:
            words = [bare(word) for word in ([operand] if isinstance(operand, str) else operand)]
            texts |= {*words, " ".join(words), ";".join(words)}
    in_order = sorted(numbers)
    middles = {(low + high) / 2 for low, high in pairwise(in_order)}
    near_numbers = {number + step for number in numbers for step in (-1, 0, 1)} | middles
    near_days = {day + step for day in days for step in (-1, 0, 1)}
    return sorted(
        texts
        | {f"{number.normalize():f}" for number in near_numbers}
        | {date.fromordinal(day).isoformat() for day in near_days if 1 <= day <= date.max.toordinal()}
    )


def questions(definition: Plain) -> list[tuple[str, str, Any]]:
    """Return every question to the profile: the field, the operator and what it is compared with."""
    found: list[tuple[str, str, Any]] = []

    def collect(condition: Plain) -> None:
        for key, inner in condition.items():
            if key == "not":
                collect(inner)
            elif key in ("any", "all"):
                for part in inner:
                    collect(part)
            else:
                found.extend((key, operator, operand) for operator, operand in inner.items())

    for rule in (*definition.get("disqualify", []), *definition.get("fit", [])):
        collect(rule["when"])
    return found
