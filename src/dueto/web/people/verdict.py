"""A verdict as the page shows it: each sum with its lines, each line with its acts and arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dueto.apps.leads.explained import Explained
from dueto.apps.leads.queries.standing import Point
from dueto.domain.agreement.outline import behaviour, max_fit
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.fields import Field
from dueto.domain.qualification.deeds import deed
from dueto.domain.qualification.explain import arithmetic, behaviour_line, fit_rule, headline
from dueto.domain.qualification.verdict import Counted, FitLine, Standing
from dueto.web.figures import plane


@dataclass(frozen=True, slots=True)
class Line:
    """One rule: what it gives, and what opens behind it."""

    label: Value
    points: int
    sentence: Value | None = None
    acts: tuple[Message, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum against its threshold; the lines add up to it."""

    title: Message
    total: int
    least: int | None
    lines: tuple[Line, ...]
    silent: tuple[Line, ...]


MOST_ACTS = 12
"""So many acts of one rule are written out; the rest is counted."""


def kind_of(known: Explained) -> str:
    """Return the verdict as lists name it."""
    if known.verdict.standing is Standing.NOT_YET and known.missing.is_one_datum:
        return "one_datum"
    return str(known.verdict.standing)


def sentence_of(known: Explained) -> Message:
    """Return the verdict in one sentence."""
    return headline(known.verdict, definition=known.definition, fields=known.fields)


def sums_of(known: Explained) -> tuple[Sum, ...]:
    """Return fit and behaviour, whichever the definition asks for."""
    verdict, least = known.verdict, known.definition.qualified
    fit = [_fit(line, known.fields) for line in verdict.fit_lines]
    acts = [_behaviour(known, number) for number in range(len(verdict.behaviour_lines))]
    return tuple(
        Sum(
            title, total, threshold, tuple(one for one in lines if one.points or one.acts),
            tuple(one for one in lines if not (one.points or one.acts)),
        )
        for title, total, threshold, lines in (
            (say("Fit"), verdict.fit, least.fit, fit),
            (say("Behaviour"), verdict.behaviour, least.behaviour, acts),
        )
        if lines or threshold is not None
    )  # fmt: skip


def plane_of(known: Explained, path: tuple[Point, ...]) -> plane.Plane:
    """Return the way of one person through fit and behaviour."""
    least = known.definition.qualified
    steps = [plane.Step(point.fit, point.behaviour, point.at, _where(point)) for point in path]
    return plane.lay_out(
        steps=steps, least_fit=least.fit, least_behaviour=least.behaviour, least_total=least.total,
        best_fit=min(max_fit(known.definition), 100),
    )  # fmt: skip


def _where(point: Point) -> Message:
    return say("{moment}: fit {fit}, behaviour {behaviour}", moment=point.at, fit=point.fit, behaviour=point.behaviour)


def _fit(line: FitLine, fields: Mapping[str, Field]) -> Line:
    unknown = say("not known yet") if line.holds is None else None
    return Line(fit_rule(line.rule, fields=fields), line.points, unknown)


def _behaviour(known: Explained, number: int) -> Line:
    line = known.verdict.behaviour_lines[number]
    newest = sorted(line.counted, key=lambda one: (one.activity.occurred_at, one.activity.id), reverse=True)
    acts = tuple(_act(known, number, one) for one in newest[:MOST_ACTS])
    said = behaviour_line(line) if line.counted else behaviour(line.rule)
    return Line(line.rule.name, line.points, said, acts, max(0, len(newest) - MOST_ACTS))


def _act(known: Explained, number: int, one: Counted) -> Message:
    rule = known.verdict.behaviour_lines[number].rule
    return say("{deed}: {sum}", deed=deed(one.activity), sum=arithmetic(rule, one))
