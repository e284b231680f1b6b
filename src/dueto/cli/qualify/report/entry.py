"""One person as the page shows them: who, the verdict in words, and the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import PersonFinding
from dueto.cli.qualify.report.text import legible
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.qualification.explain import STANDINGS, fit_rule, headline, what_is_missing
from dueto.domain.qualification.verdict import Standing

MOST_LINES = 30
"""Rules of one sum that are listed with their points even where those are none."""


@dataclass(frozen=True, slots=True)
class Who:
    """How a person is called: the first of name, company and id that is known; then what else is."""

    name: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One rule and the points it gives."""

    rule: str
    points: str
    gives: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum with its lines; they add up to it."""

    says: str
    lines: tuple[Line, ...]
    left_out: str
    """Says how many rules that give nothing are not listed; empty if none is left out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the list."""

    place: int
    person: str
    who: Who
    kind: str
    verdict: str
    headline: str
    missing: str
    source: str
    scores: tuple[str, ...]
    sums: tuple[Sum, ...]
    outcome: str


def who(one: PersonFinding) -> Who:
    """Return how to call this person."""
    name, role, company = legible(one.name), legible(one.role), legible(one.company)
    if name:
        return Who(name, tuple(part for part in (role, company) if part))
    if company:
        return Who(company, (role,) if role else ())
    return Who(legible(one.person), (role,) if role else ())


def kind_of(one: PersonFinding) -> str:
    """Return the verdict as the page's filter names it; one datum away stands apart."""
    if one.standing is Standing.NOT_YET and one.missing.is_one_datum:
        return "one_datum"
    return one.standing.value


class Entries:
    """Writes entries; what is the same for everybody is said once."""

    def __init__(self, agreement: Agreement, definition: Definition, voice: Voice) -> None:
        self.agreement = agreement
        self.definition = definition
        self.voice = voice
        fields = agreement.fields
        self.fit_rules = tuple(voice(fit_rule(rule, fields=fields)) for rule in definition.fit)
        self.behaviour_rules = tuple(rule.name for rule in definition.behaviour)

    def entry(self, one: PersonFinding, *, place: int) -> Entry:
        """Return `one` as the page shows them."""
        voice, fields = self.voice, self.agreement.fields
        missing = what_is_missing(one.missing, fields=fields)
        outcome = {True: say("won"), False: say("not won"), None: None}[one.outcome]
        return Entry(
            place=place,
            person=legible(one.person),
            who=who(one),
            kind=kind_of(one),
            verdict=voice(self.verdict(one)),
            headline=voice(headline(one, definition=self.definition, fields=fields)),
            missing=voice(missing) if missing else "",
            source=legible(one.source),
            scores=self._scores(one),
            sums=self._sums(one),
            outcome=voice(outcome) if outcome else "",
        )

    def verdict(self, one: PersonFinding) -> Message:
        """Return the verdict in a few words, with what would change it."""
        if one.standing is Standing.DISQUALIFIED:
            return say("Disqualified: {because}", because=tuple(rule.because for rule in one.disqualified_by))
        if one.standing is Standing.QUALIFIED:
            return say("Qualified, by the fast track") if one.is_fast else STANDINGS[one.standing]
        labels: tuple[Value, ...] = ()
        if one.missing.fields:
            labels = tuple(self.agreement.fields[name].label for name in one.missing.fields[0])
        if one.missing.is_one_datum:
            return say("One datum away: {field}", field=labels)
        if labels:
            return say("Not yet: lacks {fields}", fields=labels)
        if one.missing.behaviour:
            return say(
                "Not yet: {points}", points=say_many("{n} point short", "{n} points short", one.missing.behaviour)
            )
        return STANDINGS[one.standing]

    def _scores(self, one: PersonFinding) -> tuple[str, ...]:
        asked = ((self.asks_fit, one.fit), (self.asks_behaviour, one.behaviour))
        return tuple(self.voice(points) for is_asked, points in asked if is_asked)

    @property
    def asks_fit(self) -> bool:
        """Whether the definition looks at fit at all."""
        return bool(self.definition.fit) or self.definition.qualified.fit is not None

    @property
    def asks_behaviour(self) -> bool:
        """Whether the definition looks at behaviour at all."""
        return bool(self.definition.behaviour) or self.definition.qualified.behaviour is not None

    @property
    def asks_both(self) -> bool:
        """Whether more than one threshold is named, so that people are drawn on a plane."""
        least = self.definition.qualified
        return sum(threshold is not None for threshold in (least.fit, least.behaviour, least.total)) > 1

    def _sums(self, one: PersonFinding) -> tuple[Sum, ...]:
        least, sums = self.definition.qualified, []
        if self.asks_fit:
            says = self._against(say("Fit {points}", points=one.fit), least.fit)
            sums.append(self._sum(says, self.fit_rules, one.fit_points))
        if self.asks_behaviour:
            says = self._against(say("Behaviour {points}", points=one.behaviour), least.behaviour)
            sums.append(self._sum(says, self.behaviour_rules, one.behaviour_points))
        if least.total is not None and len(sums) > 1:
            sums.append(Sum(self.voice(self._against(say("Total {points}", points=one.total), least.total)), (), ""))
        return tuple(sums)

    def _against(self, says: Message, least: int | None) -> Message:
        return says if least is None else say("{sum}, {least} needed", sum=says, least=least)

    def _sum(self, says: Message, rules: Sequence[str], points: Sequence[int]) -> Sum:
        lines = [Line(rule, self.voice(value), value != 0) for rule, value in zip(rules, points, strict=True)]
        if len(lines) <= MOST_LINES:
            return Sum(self.voice(says), tuple(lines), "")
        giving = tuple(line for line in lines if line.gives)
        left_out = say_many("{n} rule gives no points", "{n} rules give no points", len(lines) - len(giving))
        return Sum(self.voice(says), giving, self.voice(left_out))
