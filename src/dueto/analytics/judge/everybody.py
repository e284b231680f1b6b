"""The verdict on everybody, with the points of every rule (design section 4; the reference is `domain`)."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import add, and_, or_

import ibis
import ibis.expr.types as ir

from dueto.analytics.judge.acts import ActRule, act_rules, counted_acts
from dueto.analytics.judge.conditions import column_for
from dueto.analytics.judge.profiles import column_of, profiles
from dueto.analytics.tables import Tables
from dueto.domain.agreement.definition import BehaviourRule, Definition, FastTrack, Thresholds
from dueto.domain.qualification.behaviour import ROUNDING
from dueto.domain.qualification.history import day_of
from dueto.domain.qualification.judge import judge


def judge_everybody(tables: Tables, *, definition: Definition, as_of: datetime) -> ir.Table:
    """Return one row for each person of the identities, kept on the engine of the tables.

    Columns: person_id, fit, behaviour, total, standing (`qualified`, `not_yet`, `disqualified`), qualified, is_fast;
    and, counted from 0 in the order of the definition: fit_0…, behaviour_0… (points, which sum to fit and
    behaviour), lacking_0… (required data), out_0… (disqualifiers that hold).

    What the facts say and what the acts are worth is kept in between, so that the memory of the one is free for the
    other.
    """
    being = _being(tables, definition=definition, as_of=as_of).cache()
    doing = _doing(tables, definition=definition, as_of=as_of).cache()
    everybody = tables.identities.select("person_id").distinct()
    joined = everybody.left_join(being, "person_id").drop("person_id_right").left_join(doing, "person_id")
    return _verdicts(joined, definition=definition, as_of=as_of).cache()


def _being(tables: Tables, *, definition: Definition, as_of: datetime) -> ir.Table:
    """Return what the facts decide: the points of each fit rule, what is lacking, who is out."""
    known = profiles(tables, fields=definition.fields(), as_of=as_of)
    columns = {name: known[column_of(name)] for name in definition.fields()}
    today = day_of(as_of, definition.zone)
    whens = {f"fit_{n}": (rule.when, rule.points) for n, rule in enumerate(definition.fit)}
    outs = {f"out_{n}": rule.when for n, rule in enumerate(definition.disqualify)}
    return known.select(
        "person_id",
        **{
            name: ibis.ifelse(column_for(when, columns=columns, today=today), points, 0).cast("int32")
            for name, (when, points) in whens.items()
        },
        **{
            f"lacking_{n}": reduce(and_, [columns[name].isnull() for name in names])
            for n, names in enumerate(definition.required)
        },
        **{name: column_for(when, columns=columns, today=today).fill_null(False) for name, when in outs.items()},
    )


def _doing(tables: Tables, *, definition: Definition, as_of: datetime) -> ir.Table:
    """Return what the acts decide: the points of each behaviour rule, and whether a fast track is open."""
    rules = act_rules(definition)
    if not rules:
        return tables.identities.select("person_id").distinct().mutate(is_fast=ibis.literal(False))
    acts = counted_acts(tables, definition=definition, as_of=as_of)
    fresh = acts.mutate(weight=ibis.cases(*((acts.rule == rule.number, _weight(rule, acts.age)) for rule in rules)))
    worth = fresh.group_by("person_id").aggregate(
        **{f"worth_{rule.number}": fresh.weight.sum(where=fresh.rule == rule.number) for rule in rules}
    )
    fast = [worth[f"worth_{rule.number}"] > 0 for rule in rules if isinstance(rule.rule, FastTrack)]
    return worth.select(
        "person_id",
        **{
            f"behaviour_{rule.number}": _points(rule.rule, worth[f"worth_{rule.number}"])
            for rule in rules
            if isinstance(rule.rule, BehaviourRule)
        },
        is_fast=reduce(or_, [opened.fill_null(False) for opened in fast], ibis.literal(False)),
    )


def _weight(rule: ActRule, age: ir.IntegerColumn) -> ir.FloatingValue:
    """Return what an act is worth before the cap: nothing once negative points or a fast track have ended."""
    match rule.rule:
        case FastTrack(valid=valid):
            return ibis.ifelse(age < valid, 1.0, 0.0)
        case BehaviourRule(points=points, lasts=int(lasts)):
            return ibis.ifelse(age < lasts, float(points), 0.0)
        case BehaviourRule(points=points, half_life=int(half_life)):
            return float(points) * ibis.literal(2.0).pow(-age / float(half_life))
        case _:
            return ibis.literal(float(rule.rule.points))


def _points(rule: BehaviourRule, worth: ir.FloatingValue) -> ir.IntegerValue:
    worth = worth.fill_null(0.0)
    if rule.cap is not None:
        worth = ibis.least(worth, float(rule.cap)) if rule.points > 0 else ibis.greatest(worth, float(-rule.cap))
    return (worth + ROUNDING).floor().cast("int32")


def _verdicts(joined: ir.Table, *, definition: Definition, as_of: datetime) -> ir.Table:
    fit = [f"fit_{n}" for n in range(len(definition.fit))]
    behaviour = [f"behaviour_{n}" for n in range(len(definition.behaviour))]
    lacking = [f"lacking_{n}" for n in range(len(definition.required))]
    out = [f"out_{n}" for n in range(len(definition.disqualify))]
    # Somebody of whom no fact is known has no row in `being`: the reference says what an empty profile is worth.
    nobody = judge(definition, profile={}, activities=(), as_of=as_of)
    empty: dict[str, int | bool] = {
        **{name: line.points for name, line in zip(fit, nobody.fit_lines, strict=True)},
        **dict.fromkeys(behaviour, 0),
        **dict.fromkeys(lacking, True),
        **{name: rule in nobody.disqualified_by for name, rule in zip(out, definition.disqualify, strict=True)},
        "is_fast": False,
    }
    whole = joined.select("person_id", **{name: joined[name].fill_null(value) for name, value in empty.items()})
    zero, no = ibis.literal(0), ibis.literal(False)
    summed = whole.mutate(
        fit=reduce(add, [whole[name] for name in fit], zero).cast("int32"),
        behaviour=reduce(add, [whole[name] for name in behaviour], zero).cast("int32"),
        is_complete=~reduce(or_, [whole[name] for name in lacking], no),
        is_out=reduce(or_, [whole[name] for name in out], no),
    )
    summed = summed.mutate(total=summed.fit + summed.behaviour)
    judged = summed.mutate(qualified=summed.is_complete & ~summed.is_out & _reached(summed, definition.qualified))
    standing = ibis.cases((judged.is_out, "disqualified"), (judged.qualified, "qualified"), else_="not_yet")
    return judged.mutate(standing=standing).drop("is_complete", "is_out")


def _reached(summed: ir.Table, least: Thresholds) -> ir.BooleanValue:
    yes = ibis.literal(True)
    fit = yes if least.fit is None else summed.fit >= least.fit
    behaviour = yes if least.behaviour is None else summed.behaviour >= least.behaviour
    total = yes if least.total is None else summed.total >= least.total
    return fit & (summed.is_fast | (behaviour & total))
