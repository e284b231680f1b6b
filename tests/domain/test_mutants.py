"""Each rule spoilt on purpose must be noticed; otherwise the proofs prove nothing."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.world import World, as_opinion, drawn, drawn_missing, said_missing, spoilt_world

Noticed = Callable[[World], bool]


def verdicts_differ(world: World) -> bool:
    """Return whether one of the drawn people is judged otherwise."""
    for place in range(1500):
        case, expected = drawn(place)
        if {number: as_opinion(verdict) for number, verdict in world.verdicts(case).items()} != expected:
            return True
    return False


def missing_differs(world: World) -> bool:
    """Return whether one of the drawn people is told otherwise what is missing."""
    for place in range(800):
        expected = drawn_missing(place, most_trials=300)
        if expected:
            said = said_missing(world, drawn(place)[0])
            if {number: said[number] for number in expected} != expected:
                return True
    return False


def end_differs(world: World) -> bool:
    """Return whether negative points end at another instant than that at which they stop counting."""
    for place in range(300):
        case, _ = drawn(place)
        for own in case.activities:
            end = world.history.end_of_lasting(own.activity.occurred_at, lasts=2, zone=case.agreement.zone)
            first = world.history.day_of(own.activity.occurred_at, case.agreement.zone)
            last = world.history.day_of(end - timedelta(microseconds=1), case.agreement.zone)
            after = world.history.day_of(end, case.agreement.zone)
            if not ((last - first).days < 2 <= (after - first).days):
                return True
    return False


def middle_differs(world: World) -> bool:
    """Return whether a number between two near bounds is not found."""
    between = {"minutes": {"more_than": "0.1", "less_than": "0.3"}}
    definition = {"name": "d", "qualified": {"fit": 1}, "fit": [{"when": between, "points": 1}]}
    document = {"agreement": "a", "fields": [{"name": "minutes", "kind": "number"}], "definitions": [definition]}
    agreement = world.agreement.read_agreement(document)
    as_of = datetime(2026, 3, 1, tzinfo=UTC)
    verdict = world.judge.judge(agreement.definitions[0], profile={}, activities=(), as_of=as_of)
    missing = world.missing.missing(verdict, profile={}, fields=agreement.fields, today=as_of.date())
    return bool(missing.fields != (("minutes",),))


def regained_differs(world: World) -> bool:
    """Return whether a datum is overlooked whose absence takes points away."""
    fit = [{"when": {"country": {"is": "pe"}}, "points": 40}, {"when": {"phone": {"present": False}}, "points": -10}]
    definition = {"name": "d", "qualified": {"fit": 40}, "fit": fit}
    agreement = world.agreement.read_agreement({"agreement": "a", "definitions": [definition]})
    as_of, profile = datetime(2026, 3, 1, tzinfo=UTC), {"country": "pe"}
    verdict = world.judge.judge(agreement.definitions[0], profile=profile, activities=(), as_of=as_of)
    missing = world.missing.missing(verdict, profile=profile, fields=agreement.fields, today=as_of.date())
    return bool(missing.fields != (("phone",),))


@dataclass(frozen=True)
class Mutant:
    """One rule spoilt: where, what stands there, what would stand there, and what must notice it."""

    name: str
    module: str
    original: str
    spoilt: str
    noticed: Noticed = verdicts_differ


BEHAVIOUR, HISTORY, JUDGE = "qualification.behaviour", "qualification.history", "qualification.judge"
VERDICT, MISSING, PROBES = "qualification.verdict", "qualification.missing", "qualification.probes"
TRUTH, OPERATORS, VALUES = "conditions.truth", "conditions.operators", "conditions.values"
CONDITION, DEFINITION, TEXT = "conditions.condition", "agreement.definition", "basics.text"

MUTANTS = (
    Mutant("no cap", BEHAVIOUR, "if rule.cap is not None:", "if False:"),
    Mutant("no cap for negative points", BEHAVIOUR, "max(-rule.cap, min(rule.cap, worth))", "min(rule.cap, worth)"),
    Mutant("no cap for positive points", BEHAVIOUR, "max(-rule.cap, min(rule.cap, worth))", "max(-rule.cap, worth)"),
    Mutant("floored before the cap only", BEHAVIOUR, "math.floor(worth + ROUNDING)", "round(worth)"),
    Mutant("no rounding", BEHAVIOUR, "ROUNDING = 1e-9", "ROUNDING = -1e-9"),
    Mutant("points never fade", BEHAVIOUR, "if rule.half_life is None else", "if True else"),
    Mutant("fades by e", BEHAVIOUR, "2.0 **", "2.718281828 **"),
    Mutant("age off by one", BEHAVIOUR, "(today - day).days) for", "(today - day).days + 1) for"),
    Mutant("lasts a day longer", BEHAVIOUR, "age < rule.lasts", "age <= rule.lasts"),
    Mutant("lasts for ever", BEHAVIOUR, "rule.lasts is None or age < rule.lasts", "True"),
    Mutant("larger id first", BEHAVIOUR, "(activity.known_at, activity.id)", "(activity.known_at, -activity.id)"),
    Mutant("no tie by id", BEHAVIOUR, "(activity.known_at, activity.id)", "activity.known_at"),
    Mutant("first by occurred", BEHAVIOUR, "(activity.known_at, activity.id)", "(activity.occurred_at, activity.id)"),
    Mutant("last instead of first", BEHAVIOUR, "firsts.setdefault(", "firsts.__setitem__("),
    Mutant("duplicates counted", BEHAVIOUR, "if once_per is OncePer.EACH:", "if True:"),
    Mutant("each counted once", BEHAVIOUR, "if once_per is OncePer.EACH:", "if False:"),
    Mutant("days and items mixed up", BEHAVIOUR, "if once_per is OncePer.DAY else", "if once_per is OncePer.ITEM else"),
    Mutant("days of UTC", HISTORY, "instant.astimezone(zone).date()", "instant.date()"),
    Mutant("smaller id of facts wins", HISTORY, "(fact.known_at, fact.id) >", "(fact.known_at, -fact.id) >"),
    Mutant("fact by occurred", HISTORY, "(other.known_at, other.id)", "(other.occurred_at, other.id)"),
    Mutant("fact known at the instant unseen", HISTORY, "if fact.known_at <= as_of", "if fact.known_at < as_of"),
    Mutant("facts of the future seen", HISTORY, "if fact.known_at <= as_of", "if fact.occurred_at <= as_of"),
    Mutant("withdrawn fact kept", HISTORY, "if fact.known_at <= as_of:", "if fact.known_at <= as_of and fact.value:"),
    Mutant("empty fact counts as known", HISTORY, "if fact.value}", "if fact.value is not None}"),
    Mutant("lasting ends a day later", HISTORY, "timedelta(days=lasts)", "timedelta(days=lasts + 1)", end_differs),
    Mutant("lasting ends at midnight of UTC", HISTORY, "tzinfo=zone", "tzinfo=UTC", end_differs),
    Mutant("suspects counted", JUDGE, "activity.class_ is Class.HUMAN", "activity.class_ is not Class.AUTOMATIC"),
    Mutant("automatic acts counted", JUDGE, "activity.class_ is Class.HUMAN", "activity.class_ is not Class.SUSPECT"),
    Mutant("known at the instant unseen", JUDGE, "activity.known_at <= as_of", "activity.known_at < as_of"),
    Mutant("not yet known seen", JUDGE, "activity.known_at <= as_of and", ""),
    Mutant("occurred at the instant unseen", JUDGE, "activity.occurred_at <= as_of", "activity.occurred_at < as_of"),
    Mutant("what is still to happen seen", JUDGE, " and activity.occurred_at <= as_of", ""),
    Mutant("where of behaviour unasked", JUDGE, "if where is None or where(", "if True or where("),
    Mutant("unknown act counted", JUDGE, "where(activity.attributes, today) is True", "where(activity.attributes, today) is not False"),
    Mutant("unknown act opens the fast track", JUDGE, "today) is not True", "today) is False"),
    Mutant("fast track a day longer", JUDGE, ".days >= rule.valid", ".days > rule.valid"),
    Mutant("fast track for ever", JUDGE, ".days >= rule.valid", ".days >= 10**6"),
    Mutant("oldest fast act named", JUDGE, "> _recency(newest.activity)", "< _recency(newest.activity)"),
    Mutant("fast act by known_at", JUDGE, "return activity.occurred_at, activity.id", "return activity.known_at, activity.id"),
    Mutant("unknown disqualifies", JUDGE, "if ask(profile, today) is True", "if ask(profile, today) is not False"),
    Mutant("unknown fits", JUDGE, "ask(profile, today)) for rule, ask in asks.fit", "ask(profile, today) is not False) for rule, ask in asks.fit"),
    Mutant("all alternatives needed", JUDGE, "not any(name in profile", "not all(name in profile"),
    Mutant("nothing required", JUDGE, "for names in definition.required if", "for names in () if"),
    Mutant("above the fit threshold", VERDICT, "self.fit >= least.fit", "self.fit > least.fit"),
    Mutant("above the behaviour threshold", VERDICT, "self.behaviour >= least.behaviour", "self.behaviour > least.behaviour"),
    Mutant("above the total threshold", VERDICT, "self.total >= least.total", "self.total > least.total"),
    Mutant("one threshold is enough", VERDICT, "and (least.total is None or", "or (least.total is None or"),
    Mutant("fast track waives fit", VERDICT, "self.fit >= least.fit)", "self.fit >= least.fit or self.fast is not None)"),
    Mutant("fast track waives nothing", VERDICT, "self.fast is not None\n            or", "False\n            or"),
    Mutant("fast track waives required data", VERDICT, "and not self.lacking and", "and (self.fast is not None or not self.lacking) and"),
    Mutant("the disqualified qualify", VERDICT, "return not self.disqualified_by and", "return"),
    Mutant("total without behaviour", VERDICT, "return self.fit + self.behaviour", "return self.fit"),
    Mutant("not unknown is true", TRUTH, "return None if truth is None else not truth", "return not truth"),
    Mutant("unknown is false in all", TRUTH, "            return False\n        if truth is None:\n            answer = None", "            return False\n        if truth is None:\n            return False"),
    Mutant("unknown is false in any", TRUTH, "            return True\n        if truth is None:\n            answer = None", "            return True"),
    Mutant("false hides behind unknown", TRUTH, "        if truth is False:\n            return False\n", "        if truth is False and answer is not None:\n            return False\n"),
    Mutant("absence unseen", CONDITION, "(field in values) is operand", "field in values"),
    Mutant("rubbish number is false", OPERATORS, "None if number is None", "False if number is None"),
    Mutant("rubbish day is false", OPERATORS, "None if day is None", "False if day is None"),
    Mutant("at least is more than", OPERATORS, "v >= o", "v > o"),
    Mutant("at most is less than", OPERATORS, "lambda v: v <= o)", "lambda v: v < o)"),
    Mutant("between without its ends", OPERATORS, "o[0] <= v <= o[1]", "o[0] < v < o[1]"),
    Mutant("before the day itself", OPERATORS, "today: v < o", "today: v <= o"),
    Mutant("the last days without today", OPERATORS, "0 <= (today - v).days", "0 < (today - v).days"),
    Mutant("the last days one short", OPERATORS, "(today - v).days <= o", "(today - v).days < o"),
    Mutant("the next days one short", OPERATORS, "(v - today).days <= o", "(v - today).days < o"),
    Mutant("any item is all items", OPERATORS, '_listed("includes_any", Takes.TEXTS, lambda o: lambda v: any(', '_listed("includes_any", Takes.TEXTS, lambda o: lambda v: all('),
    Mutant("items found inside items", VALUES, 'return f"{SEPARATOR}{text}{SEPARATOR}"', "return text"),
    Mutant("operand unfolded", OPERATORS, "ask = test(fold(operand) if", "ask = test(operand if"),
    Mutant("exponents are numbers", VALUES, "if _NUMBER.fullmatch(text)", 'if _NUMBER.fullmatch(text) or text == "1e5"'),
    Mutant("any digits are numbers", VALUES, "-?[0-9]{1,15}", r"-?\\d{1,15}"),
    Mutant("sixteen digits are a number", VALUES, "{1,15}", "{1,16}"),
    Mutant("signs are numbers", VALUES, "-?[0-9]", "[-+]?[0-9]"),
    Mutant("days without time only", VALUES, "day = text[:10]", "day = text"),
    Mutant("thirty days if left out", DEFINITION, '"30d"', '"31d"'),
    Mutant("accents kept", TEXT, "if not unicodedata.combining(char)", "if char"),
    Mutant("at most two fields", MISSING, "MOST_FIELDS = 3", "MOST_FIELDS = 2", missing_differs),
    Mutant("not minimal", MISSING, "set(smaller) <= set(names)", "False", missing_differs),
    Mutant("required data forgotten", MISSING, "group & set(names) for group in lacking", "True for group in lacking", missing_differs),
    Mutant("above the need", MISSING, "fit + gain >= need", "fit + gain > need", missing_differs),
    Mutant("total without behaviour needed", MISSING, "least.total - behaviour,\n    )", "least.total,\n    )", missing_differs),
    Mutant("fast track needs the total", MISSING, "least.total is None or is_fast", "least.total is None", missing_differs),
    Mutant("a datum may disqualify", MISSING, "return None\n                points +=", "continue\n                points +=", missing_differs),
    Mutant("fields always apart", MISSING, "if len(touched) > 1:", "if False:", missing_differs),
    Mutant("points taken are never regained", MISSING, "abs(question.points or 0)", "max(0, question.points or 0)", regained_differs),
    Mutant("worst value", MISSING, "points - before > best", "points - before < best", missing_differs),
    Mutant("no other value", PROBES, "(*_named(atoms, today), ANOTHER)", '(*_named(atoms, today), "a")', missing_differs),
    Mutant("no neighbours of numbers", PROBES, "(number, number - 1, number + 1)", "(number,)", missing_differs),
    Mutant("no middle of numbers", PROBES, "yield (low + high) / 2", "yield low", middle_differs),
)  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_is_noticed(mutant: Mutant) -> None:
    with spoilt_world(mutant.module, mutant.original, mutant.spoilt) as world:
        assert mutant.noticed(world), f"nobody noticed: {mutant.name}"
