"""What an executive reads first: why somebody was handed over, in plain words, and what to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.condition import Condition, atoms_of, holds
from dueto.domain.conditions.fields import Field, Kind
from dueto.domain.qualification.deeds import ago, deed, deed_with_it, titled
from dueto.domain.qualification.history import Activity, day_of
from dueto.domain.qualification.verdict import Verdict

REASONS = 3
ON_PAGES = frozenset({"visit", "mail_click"})
"""Acts whose rule says what they were about; that of a call only says that somebody spoke."""
SHOWN_ABOVE = frozenset({"role", "company"})
"""What stands above the reasons already."""
Words = Mapping[tuple[str, str], Value]


@dataclass(frozen=True, slots=True)
class Persona:
    """An audience of the agreement, and the words that it uses."""

    name: str
    when: Condition
    says: tuple[str, ...] = ()


def reasons(
    verdict: Verdict, *, profile: Mapping[str, str], fields: Mapping[str, Field], words: Words
) -> tuple[Message, ...]:
    """Return at most three reasons: what they asked for and did, the strongest first, and who they are.

    `words` names values that are codes (a country), by field and value.
    """
    zone = verdict.definition.zone
    today = day_of(verdict.as_of, zone)
    who = _who(verdict, profile=profile, fields=fields, words=words)
    acts = [
        say("{deed}, {ago}", deed=deed(act), ago=ago(day_of(act.occurred_at, zone), today=today))
        for act in strongest(verdict)[: REASONS - bool(who)]
    ]
    return (*acts, *((who,) if who else ()))


def opening(verdict: Verdict, *, profile: Mapping[str, str]) -> Message | None:
    """Return what to begin with: what interests them most, and the act that shows it. None where nothing is known."""
    acts = strongest(verdict)
    interest = profile.get("interests", "").split(",")[0].strip()
    if not acts:
        return say("Start with: {topic}", topic=interest) if interest else None
    act, rule = acts[0], _rule_of(acts[0], verdict)
    topic: Value = interest or (titled(act.item) if act.item else rule if act.kind in ON_PAGES else "")
    done = deed_with_it(act) if act.item and not interest else deed(act)
    told = say("{deed}, {day}", deed=done, day=day_of(act.occurred_at, verdict.definition.zone))
    return (
        say("Start with: {topic} ({deed})", topic=topic, deed=told) if topic else say("Start with: {topic}", topic=told)
    )


def strongest(verdict: Verdict) -> list[Activity]:
    """Return the acts that count, each kind of act once: the fast track first, then by what they are worth today."""
    counted = [
        (one.weight, one.activity.occurred_at, one.activity.id, one.activity)
        for line in verdict.behaviour_lines
        for one in line.counted
        if one.weight > 0
    ]
    acts = [act for *_, act in sorted(counted, key=lambda one: one[:3], reverse=True)]
    if verdict.fast is not None:
        acts.insert(0, verdict.fast.activity)
    firsts: dict[tuple[str, str], Activity] = {}
    for act in acts:
        firsts.setdefault((act.kind, act.item or act.attributes.get("path", "")), act)
    return list(firsts.values())


def persona_of(personas: Iterable[Persona], *, profile: Mapping[str, str], verdict: Verdict) -> Persona | None:
    """Return the first audience to which this profile belongs."""
    today = day_of(verdict.as_of, verdict.definition.zone)
    return next((one for one in personas if holds(one.when, values=profile, today=today) is True), None)


def _rule_of(act: Activity, verdict: Verdict) -> str:
    return next(
        (line.rule.name for line in verdict.behaviour_lines if any(one.activity.id == act.id for one in line.counted)),
        "",
    )


def _who(verdict: Verdict, *, profile: Mapping[str, str], fields: Mapping[str, Field], words: Words) -> Message | None:
    """Return what speaks for them by what they are, in one line: 6 sites, alimentos, Perú."""
    holding = sorted((line for line in verdict.fit_lines if line.points > 0), key=lambda line: -line.points)
    names = [atom.field for line in holding for atom in atoms_of(line.rule.when)]
    parts = tuple(
        _value(fields[name], profile[name], words)
        for name in dict.fromkeys(names)
        if name in profile and name not in SHOWN_ABOVE and not fields[name].personal
    )
    return say("{parts}", parts=parts) if parts else None


def _value(field: Field, value: str, words: Words) -> Value:
    if field.kind is Kind.NUMBER:
        return say("{value} {field}", value=value, field=field.label)
    return words.get((field.name, value), Folded(value))
