"""One datum away: the fewest unknown fields which, once known at their best, would qualify somebody today.

Fields that share no condition do not influence each other, so each group of fields that do is tried by itself and
the gains are added. That keeps the search exact and small (design section 4, rule 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, product

from dueto.domain.agreement.definition import Definition
from dueto.domain.conditions.condition import Ask, asker, fields_of
from dueto.domain.conditions.fields import Field, Means
from dueto.domain.qualification.probes import probes_of
from dueto.domain.qualification.verdict import Verdict

MOST_FIELDS = 3
DIRECTORS = ("director", "gerente general", "presidente", "dueno", "finanzas", "ceo", "cfo", "founder", "owner")


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing: minimal sets of fields, the easiest first; or the points of behaviour, if nothing else is."""

    fields: tuple[tuple[str, ...], ...] = ()
    behaviour: int = 0

    @property
    def is_one_datum(self) -> bool:
        """Whether a single datum would do."""
        return any(len(names) == 1 for names in self.fields)


def missing(verdict: Verdict, *, profile: Mapping[str, str], fields: Mapping[str, Field], today: date) -> Missing:
    """Return what `verdict` lacks; nothing for those who are qualified or disqualified."""
    if verdict.qualified or verdict.disqualified_by:
        return Missing()
    return missing_for(
        verdict.definition,
        profile=profile,
        fit=verdict.fit,
        behaviour=verdict.behaviour,
        is_fast=verdict.fast is not None,
        fields=fields,
        today=today,
    )


def missing_for(
    definition: Definition,
    *,
    profile: Mapping[str, str],
    fit: int,
    behaviour: int,
    is_fast: bool,
    fields: Mapping[str, Field],
    today: date,
) -> Missing:
    """Return what somebody lacks who is neither qualified nor disqualified, given the sums of the verdict."""
    least = definition.qualified
    lacking = [set(names) for names in definition.required if not any(name in profile for name in names)]
    short = behaviour_short(definition, fit=fit, behaviour=behaviour, is_fast=is_fast, is_complete=not lacking)
    if not is_fast and least.behaviour is not None and behaviour < least.behaviour:
        return Missing(behaviour=short)
    need = max(
        -(10**9) if least.fit is None else least.fit,
        -(10**9) if least.total is None or is_fast else least.total - behaviour,
    )
    best = _Best(definition, profile, today)
    unknown = [name for name in definition.fields() if name not in profile]
    found: list[tuple[str, ...]] = []
    for size in range(1, MOST_FIELDS + 1):
        for names in combinations(unknown, size):
            if any(set(smaller) <= set(names) for smaller in found):
                continue
            if not all(group & set(names) for group in lacking) or fit + best.bound(names) < need:
                continue
            gain = best.gain(names)
            if gain is not None and fit + gain >= need:
                found.append(names)
    if found:
        ease = {name: means_for(fields[name], profile=profile) for name in unknown}
        by_ease = (tuple(sorted(names, key=lambda name: (ease[name], name))) for names in found)
        return Missing(tuple(sorted(by_ease, key=lambda names: (len(names), max(ease[n] for n in names), names))))
    return Missing(behaviour=short)


def behaviour_short(definition: Definition, *, fit: int, behaviour: int, is_fast: bool, is_complete: bool) -> int:
    """Return the points of behaviour that would qualify somebody by themselves; 0 if they would not, or none lack."""
    least = definition.qualified
    if is_fast or not is_complete or (least.fit is not None and fit < least.fit):
        return 0
    short = 0 if least.behaviour is None else least.behaviour - behaviour
    return max(0, short, 0 if least.total is None else least.total - fit - behaviour)


def means_for(field: Field, *, profile: Mapping[str, str]) -> Means:
    """Return the easiest way to find `field` out for this person: a director answers no questions by telephone."""
    is_director = any(word in profile.get("role", "") for word in DIRECTORS)
    return Means.MEETING if is_director and field.found_by is Means.CALL else field.found_by


@dataclass(frozen=True, slots=True)
class _Question:
    """One rule of fit (with its points) or of disqualification (without)."""

    fields: frozenset[str]
    ask: Ask
    points: int | None


@lru_cache(maxsize=64)
def _questions(definition: Definition) -> tuple[_Question, ...]:
    out = (_Question(fields_of(rule.when), asker(rule.when), None) for rule in definition.disqualify)
    fit = (_Question(fields_of(rule.when), asker(rule.when), rule.points) for rule in definition.fit)
    return (*out, *fit)


class _Best:
    """The most fit that fields can add for one profile, when each takes its best value."""

    def __init__(self, definition: Definition, profile: Mapping[str, str], today: date) -> None:
        self.definition = definition
        self.profile = profile
        self.today = today
        self.known: dict[frozenset[str], int | None] = {}

    def bound(self, names: Iterable[str]) -> int:
        """Return what knowing `names` could add at the very most, points regained included: beyond it lies no hope."""
        touched = frozenset(names)
        return sum(abs(question.points or 0) for question in _questions(self.definition) if question.fields & touched)

    def gain(self, names: Iterable[str]) -> int | None:
        """Return the most points that knowing `names` can add; None if every value would disqualify."""
        total = 0
        for group in self._entangled(frozenset(names)):
            if group not in self.known:
                self.known[group] = self._try(group)
            gain = self.known[group]
            if gain is None:
                return None
            total += gain
        return total

    def _entangled(self, names: frozenset[str]) -> list[frozenset[str]]:
        groups = [frozenset({name}) for name in names]
        for question in _questions(self.definition):
            touched = [group for group in groups if group & question.fields]
            if len(touched) > 1:
                groups = [group for group in groups if group not in touched] + [frozenset().union(*touched)]
        return groups

    def _try(self, group: frozenset[str]) -> int | None:
        touching = [question for question in _questions(self.definition) if question.fields & group]
        before = self._points(touching, self.profile)
        assert before is not None, "only somebody who is not disqualified can be missing something"
        names = sorted(group)
        best: int | None = None
        for values in product(*(probes_of(self.definition, name, today=self.today) for name in names)):
            points = self._points(touching, {**self.profile, **dict(zip(names, values, strict=True))})
            if points is not None and (best is None or points - before > best):
                best = points - before
        return best

    def _points(self, questions: list[_Question], profile: Mapping[str, str]) -> int | None:
        points = 0
        for question in questions:
            if question.ask(profile, self.today) is True:
                if question.points is None:
                    return None
                points += question.points
        return points
