"""The agreement as sentences, in the order in which people discuss it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Alternatives, BehaviourRule, Definition, FastTrack, Thresholds
from dueto.domain.agreement.promises import commitment, goal, stage, why
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.conditions.activities import ACTIVITY_KINDS, OncePer, attributes_of
from dueto.domain.conditions.condition import ALWAYS, Condition
from dueto.domain.conditions.fields import Field
from dueto.domain.conditions.sentence import sentence

HOW_OFTEN = {
    OncePer.DAY: say("once a day"),
    OncePer.ITEM: say("once for each item"),
    OncePer.EACH: say("each time"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the sentences under it."""

    title: Value
    lines: tuple[Value, ...]


def outline(agreement: Agreement) -> tuple[Section, ...]:
    """Return the whole agreement in words, section by section; parts that it does not have are left out."""
    record = agreement.record
    sections = [Section(say("Agreement of {name}", name=agreement.name), _head(agreement))]
    for definition, written in zip(agreement.definitions, record["definitions"], strict=True):
        sections += _definition(definition, written, agreement.fields)
    sections += [
        Section(say("Personas"), tuple(_persona(one, agreement.fields) for one in record.get("personas", ()))),
        Section(say("Interests"), tuple(_says(one) for one in record.get("interests", ()))),
        Section(say("Process"), tuple(stage(one) for one in record.get("process", ()))),
        Section(say("Shared goals"), tuple(goal(one) for one in record.get("goals", ()))),
        *(
            Section(title, tuple(commitment(one) for one in record.get("commitments", {}).get(team, ())))
            for team, title in (("marketing", say("Marketing owes sales")), ("sales", say("Sales owes marketing")))
        ),
        *(
            Section(title, tuple(why(one) for one in record.get("reasons", {}).get(kind, ())))
            for kind, title in (
                ("return", say("Reasons to return")),
                ("recycle", say("Reasons to recycle")),
                ("lost", say("Reasons for a loss")),
            )
        ),
        Section(say("Glossary"), tuple(_word(one) for one in record.get("glossary", ()))),
    ]
    return tuple(section for section in sections if section.lines)


def _head(agreement: Agreement) -> tuple[Value, ...]:
    record = agreement.record
    lines: list[Value] = []
    if agreement.version is not None:
        lines.append(say("Version {version}", version=str(agreement.version)))
    if "effective_from" in record:
        lines.append(say("In force from {day}", day=record["effective_from"]))
    if "sponsor" in record:
        lines.append(say("Sponsor: {name}", name=record["sponsor"]))
    if agreement.is_simple:
        lines.append(say("Simple mode: Dueto prepares and hands over by itself"))
    lines.append(say("Days are counted in {zone}", zone=agreement.zone.key))
    lines.append(say("Signature (SHA-256): {hash}", hash=agreement.hash))
    return tuple(lines)


def _definition(definition: Definition, written: Mapping[str, Any], fields: Mapping[str, Field]) -> list[Section]:
    name = definition.name
    sections = [
        Section(say("«{name}»: a qualified lead", name=name), thresholds(definition.qualified)),
        Section(say("«{name}»: required data", name=name), tuple(_names(one, fields) for one in definition.required)),
        Section(say("«{name}»: desired data", name=name), tuple(_names(one, fields) for one in definition.desired)),
        Section(
            say("«{name}»: out", name=name),
            tuple(
                say("{because}: {when}", because=rule.because, when=sentence(rule.when, fields=fields))
                for rule in definition.disqualify
            ),
        ),
        Section(
            say("«{name}»: fit", name=name),
            tuple(
                say("{points} points: {when}", points=rule.points, when=rule.name or sentence(rule.when, fields=fields))
                for rule in definition.fit
            ),
        ),
        Section(say("«{name}»: behaviour", name=name), tuple(behaviour(rule) for rule in definition.behaviour)),
        Section(say("«{name}»: fast track", name=name), tuple(fast_track(rule) for rule in definition.fast_track)),
    ]
    if observing := written.get("observe"):
        days = say_many("{n} day", "{n} days", observing.get("days", 30))
        sections.append(Section(say("«{name}»: observes first", name=name), (say("for {days}", days=days),)))
    return sections


def max_fit(definition: Definition) -> int:
    """Return the sum of all positive fit points, which no fit passes; rules that exclude each other keep it lower."""
    return sum(rule.points for rule in definition.fit if rule.points > 0)


def thresholds(least: Thresholds) -> tuple[Message, ...]:
    """Return the thresholds in words."""
    named = (
        (least.fit, say("fit of at least {least}")),
        (least.behaviour, say("behaviour of at least {least}")),
        (least.total, say("fit and behaviour together of at least {least}")),
    )
    return tuple(say(text.text, least=value) for value, text in named if value is not None)


def behaviour(rule: BehaviourRule) -> Message:
    """Return a behaviour rule in words."""
    parts: list[Value] = [_act(rule.activity, rule.where), HOW_OFTEN[rule.once_per]]
    if rule.half_life is not None:
        parts.append(say_many("halved after {n} day", "halved every {n} days", rule.half_life))
    if rule.lasts is not None:
        parts.append(say_many("for {n} day", "for {n} days", rule.lasts))
    if rule.cap is not None:
        parts.append(say("at most {cap} in all", cap=rule.cap))
    return say("{points} points, {name}: {parts}", points=rule.points, name=rule.name, parts=tuple(parts))


def fast_track(rule: FastTrack) -> Message:
    """Return a fast track in words."""
    days = say_many("{n} day", "{n} days", rule.valid)
    return say("{act}, valid for {days}", act=_act(rule.activity, rule.where), days=days)


def _act(kind: str, where: Condition) -> Message:
    label = ACTIVITY_KINDS[kind].label
    if where == ALWAYS:
        return label
    return say("{act} where {when}", act=label, when=sentence(where, fields=attributes_of(kind)))


def _names(names: Alternatives, fields: Mapping[str, Field]) -> Value:
    label = fields[names[0]].label
    return label if len(names) == 1 else say("{first} or {rest}", first=label, rest=_names(names[1:], fields))


def _persona(persona: Mapping[str, Any], fields: Mapping[str, Field]) -> Message:
    who = sentence(persona["when"], fields=fields)
    if "says" not in persona:
        return say("{name}: {who}", name=persona["name"], who=who)
    return say("{name}: {who}; says: {words}", name=persona["name"], who=who, words=persona["says"])


def _says(interest: Mapping[str, Any]) -> Message:
    return say("{name}: {words}", name=interest["name"], words=interest["says"])


def _word(word: Mapping[str, Any]) -> Message:
    if "marketing" in word and "sales" in word:
        return say(
            "{word}: {means} (marketing says «{marketing}», sales says «{sales}»)",
            word=word["word"], means=word["means"], marketing=word["marketing"], sales=word["sales"],
        )  # fmt: skip
    return say("{word}: {means}", word=word["word"], means=word["means"])
