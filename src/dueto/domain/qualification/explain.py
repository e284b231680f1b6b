"""Verdicts in words and arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from dueto.domain.agreement.definition import Alternatives, BehaviourRule, Definition, Disqualifier, FitRule
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.conditions.fields import Field, Means
from dueto.domain.conditions.sentence import sentence
from dueto.domain.qualification.missing import Missing
from dueto.domain.qualification.verdict import BehaviourLine, Counted, Standing

STANDINGS = {
    Standing.QUALIFIED: say("Qualified"),
    Standing.NOT_YET: say("Not yet"),
    Standing.DISQUALIFIED: say("Disqualified"),
}
MEANS = {
    Means.DERIVE: say("it can be derived from what is known"),
    Means.WEBSITE: say("it is on their website"),
    Means.COLLEAGUE: say("a colleague's record has it"),
    Means.FORM: say("the next form can ask it"),
    Means.MESSAGE: say("a message can ask it"),
    Means.CALL: say("a call can ask it"),
    Means.MEETING: say("a meeting can ask it"),
}


class Sums(Protocol):
    """What a headline needs of a verdict, whichever implementation gave it."""

    @property
    def standing(self) -> Standing: ...
    @property
    def fit(self) -> int: ...
    @property
    def behaviour(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def lacking(self) -> tuple[Alternatives, ...]: ...
    @property
    def disqualified_by(self) -> tuple[Disqualifier, ...]: ...
    @property
    def is_fast(self) -> bool: ...


def headline(verdict: Sums, *, definition: Definition, fields: Mapping[str, Field]) -> Message:
    """Return the verdict in one sentence: the word, the sums against their thresholds, and what lacks."""
    if verdict.standing is Standing.DISQUALIFIED:
        return say("Disqualified: {because}", because=tuple(rule.because for rule in verdict.disqualified_by))
    least = definition.qualified
    parts: list[Message] = []
    if least.fit is not None:
        fits = verdict.fit >= least.fit
        text = say("fits ({points} of {least})") if fits else say("does not fit enough ({points} of {least})")
        parts.append(say(text.text, points=verdict.fit, least=least.fit))
    if verdict.is_fast:
        parts.append(say("asked for it (fast track)"))
    else:
        if least.behaviour is not None:
            active = verdict.behaviour >= least.behaviour
            text = (
                say("is active ({points} of {least})") if active else say("is not active enough ({points} of {least})")
            )
            parts.append(say(text.text, points=verdict.behaviour, least=least.behaviour))
        if least.total is not None:
            parts.append(say("scores {points} of {least}", points=verdict.total, least=least.total))
    if verdict.lacking:
        parts.append(
            say("lacks {fields}", fields=tuple(alternatives(names, fields=fields) for names in verdict.lacking))
        )
    return say("{standing}: {parts}", standing=STANDINGS[verdict.standing], parts=tuple(parts))


def alternatives(names: Alternatives, *, fields: Mapping[str, Field]) -> Value:
    """Return the words for a required datum: one field, or several of which any will do."""
    label: Value = fields[names[0]].label
    if len(names) == 1:
        return label
    return say("{first} or {rest}", first=label, rest=alternatives(names[1:], fields=fields))


def fit_rule(rule: FitRule, *, fields: Mapping[str, Field]) -> Value:
    """Return the words for a fit rule: its name, or its condition read aloud."""
    return rule.name or sentence(rule.when, fields=fields)


def behaviour_line(line: BehaviourLine) -> Message:
    """Return the arithmetic of one behaviour rule."""
    acts = say_many("{n} act", "{n} acts", len(line.counted))
    worth = sum(one.weight for one in line.counted)
    if line.rule.cap is not None and abs(worth) > line.rule.cap:
        return say(
            "{name}: {acts}, {worth}, at most {cap}",
            name=line.rule.name,
            acts=acts,
            worth=round(worth, 2),
            cap=line.rule.cap,
        )
    return say("{name}: {acts}, {worth}", name=line.rule.name, acts=acts, worth=round(worth, 2))


def arithmetic(rule: BehaviourRule, one: Counted) -> Message:
    """Return what one act is worth, as a sum that can be checked by hand."""
    if rule.half_life is None or one.age == 0:
        return say("{points} on {day}", points=rule.points, day=one.day)
    return say(
        "{points} × 2^(−{age}/{half_life}) = {weight} ({day}, {age} days ago)",
        points=rule.points, age=one.age, half_life=rule.half_life, weight=round(one.weight, 2), day=one.day,
    )  # fmt: skip


def what_is_missing(missing: Missing, *, fields: Mapping[str, Field]) -> Message | None:
    """Return what would qualify somebody today, in one sentence; None if nothing that can be asked would."""
    if missing.fields:
        names = missing.fields[0]
        return say("would qualify with: {fields}", fields=_labels(names, fields))
    if missing.behaviour:
        return say_many("{n} point of behaviour is missing", "{n} points of behaviour are missing", missing.behaviour)
    return None


def _labels(names: Iterable[str], fields: Mapping[str, Field]) -> tuple[Value, ...]:
    return tuple(fields[name].label for name in names)
