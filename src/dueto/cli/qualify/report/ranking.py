"""Tables whose rows carry a bar: what a datum is worth, why people fail, how good each source is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dueto.adapters.voice import Voice
from dueto.analytics.outcome import Rate
from dueto.cli.qualify.findings import Findings, SourceQuality
from dueto.cli.qualify.report.text import legible
from dueto.domain.basics.message import Value, say, say_many

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One row: words, people, and how long its bar is, in percent of the longest."""

    says: str
    people: str
    length: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate as it is drawn in a table row: `won of known`, and its ends in percent. Thin ones have no point."""

    says: str
    share: str
    low: float
    high: float
    value: float
    is_thin: bool
    ends: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: its people, the part of them that qualifies, and its rates."""

    name: str
    people: str
    length: float
    qualified_length: float
    qualified: Interval
    won: Interval | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows, and how many there are beyond them."""

    rows: tuple[Row, ...]
    more: str


def worth(findings: Findings, *, voice: Voice) -> Ranking:
    """Return each datum with the people that it would qualify, the most first."""
    fields = findings.agreement.fields
    pairs: list[tuple[Value, int]] = [(fields[one.field].label, one.people) for one in findings.worth if one.people]
    return _ranking(pairs, voice)


def shortfalls(findings: Findings, *, voice: Voice) -> Ranking:
    """Return the reasons why people do not qualify, the most frequent first."""
    return _ranking([(one.because, one.people) for one in findings.shortfalls if one.people], voice)


def sources(findings: Findings, *, voice: Voice) -> tuple[SourceRow, ...]:
    """Return each source, the largest first; what is beyond the table is summed in one row."""
    largest = sorted(findings.sources, key=lambda one: (-one.people, one.source))
    shown, rest = largest[:MOST_ROWS], largest[MOST_ROWS:]
    if len(rest) == 1:
        shown, rest = largest, []
    names = [legible(one.source, most=60) or voice(say("not known")) for one in shown]
    if rest:
        shown = [*shown, _together(rest)]
        names.append(voice(say_many("{n} other source", "{n} other sources", len(rest))))
    most = max((one.people for one in shown), default=1) or 1
    has_outcome = findings.outcome is not None
    return tuple(_source(name, one, most, has_outcome, voice) for name, one in zip(names, shown, strict=True))


def _together(rest: Sequence[SourceQuality]) -> SourceQuality:
    return SourceQuality(
        source="",
        people=sum(one.people for one in rest),
        qualified=sum(one.qualified for one in rest),
        known=sum(one.known for one in rest),
        won=sum(one.won for one in rest),
    )


def _ranking(pairs: Sequence[tuple[Value, int]], voice: Voice) -> Ranking:
    ordered = sorted(pairs, key=lambda pair: -pair[1])
    most = ordered[0][1] if ordered else 1
    rows = tuple(Row(voice(says), voice(people), round(100 * people / most, 1)) for says, people in ordered[:MOST_ROWS])
    rest = len(ordered) - len(rows)
    return Ranking(rows, voice(say_many("and {n} more", "and {n} more", rest)) if rest else "")


def _source(name: str, one: SourceQuality, most: int, has_outcome: bool, voice: Voice) -> SourceRow:
    return SourceRow(
        name=name,
        people=voice(one.people),
        length=round(100 * one.people / most, 1),
        qualified_length=round(100 * one.qualified / most, 1),
        qualified=interval(Rate(one.qualified, one.people), voice),
        won=interval(Rate(one.won, one.known), voice) if has_outcome else None,
    )


def interval(rate: Rate, voice: Voice) -> Interval:
    """Return a rate as a table row shows it."""
    low, high = rate.interval
    value = rate.value or 0.0
    return Interval(
        says=voice(say("{won} of {known}", won=rate.won, known=rate.known)) if rate.known else "–",
        share=voice.percent(value) if rate.known and not rate.is_thin else "",
        low=round(100 * low, 1),
        high=round(100 * high, 1),
        value=round(100 * value, 1),
        is_thin=rate.is_thin,
        ends=voice(say("{low} to {high}", low=voice.percent(low), high=voice.percent(high))) if rate.known else "",
    )
