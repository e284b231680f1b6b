"""The definition read aloud, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dueto.adapters.voice import Voice
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import BehaviourRule, Definition, FastTrack, Thresholds
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.conditions.activities import ACTIVITY_KINDS, OncePer, attributes_of
from dueto.domain.conditions.condition import ALWAYS, Condition
from dueto.domain.conditions.sentence import sentence
from dueto.domain.qualification.explain import alternatives

OFTEN: Mapping[OncePer, Message] = {
    OncePer.DAY: say("once a day"),
    OncePer.ITEM: say("once for each item"),
    OncePer.EACH: say("every time"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the definition, the points it is worth if any, and a note in small print."""

    says: str
    points: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clauses:
    """The whole definition in sentences."""

    qualifies: str
    required: tuple[str, ...]
    desired: tuple[str, ...]
    disqualify: tuple[Clause, ...]
    fit: tuple[Clause, ...]
    behaviour: tuple[Clause, ...]
    fast_track: tuple[Clause, ...]


def clauses(agreement: Agreement, definition: Definition, *, voice: Voice) -> Clauses:
    """Return `definition` in sentences."""
    fields = agreement.fields
    return Clauses(
        qualifies=voice(thresholds(definition.qualified)),
        required=tuple(voice(alternatives(names, fields=fields)) for names in definition.required),
        desired=tuple(voice(alternatives(names, fields=fields)) for names in definition.desired),
        disqualify=tuple(
            Clause(voice(sentence(rule.when, fields=fields)), note=rule.because) for rule in definition.disqualify
        ),
        fit=tuple(
            Clause(voice(sentence(rule.when, fields=fields)), points=signed(rule.points, voice), note=rule.name)
            for rule in definition.fit
        ),
        behaviour=tuple(_behaviour(rule, voice) for rule in definition.behaviour),
        fast_track=tuple(_fast_track(rule, voice) for rule in definition.fast_track),
    )


def thresholds(least: Thresholds) -> Message:
    """Return who qualifies, in one sentence."""
    named = ((least.fit, say("fit")), (least.behaviour, say("behaviour")), (least.total, say("total")))
    parts: tuple[Value, ...] = tuple(
        say("{points} points of {score}", points=points, score=score) for points, score in named if points is not None
    )
    return say(
        "Qualified is who reaches {thresholds}, lacks no required datum and is not disqualified.",
        thresholds=_and(parts),
    )


def signed(points: int, voice: Voice) -> str:
    """Return points as people write them where they add or take away."""
    return f"+{voice(points)}" if points > 0 else voice(points).replace("-", "−")


def _and(parts: tuple[Value, ...]) -> Value:
    if len(parts) == 1:
        return parts[0]
    return say("{first} and {rest}", first=parts[:-1], rest=parts[-1])


def _behaviour(rule: BehaviourRule, voice: Voice) -> Clause:
    notes: list[Message] = [OFTEN[rule.once_per]]
    if rule.half_life is not None:
        notes.append(say_many("worth half after {n} day", "worth half after {n} days", rule.half_life))
    if rule.lasts is not None:
        notes.append(say_many("for {n} day", "for {n} days", rule.lasts))
    if rule.cap is not None:
        notes.append(say_many("{n} point at most", "{n} points at most", rule.cap))
    says = say("{name}: {act}", name=rule.name, act=_act(rule.activity, rule.where))
    return Clause(voice(says), points=signed(rule.points, voice), note="; ".join(voice(note) for note in notes))


def _fast_track(rule: FastTrack, voice: Voice) -> Clause:
    note = say_many("counts for {n} day", "counts for {n} days", rule.valid)
    return Clause(voice(_act(rule.activity, rule.where)), note=voice(note))


def _act(activity: str, where: Condition) -> Message:
    label = ACTIVITY_KINDS[activity].label
    if where == ALWAYS:
        return label
    return say("{act} where {condition}", act=label, condition=sentence(where, fields=attributes_of(activity)))
