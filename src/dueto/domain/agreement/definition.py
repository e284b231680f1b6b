"""The universal definition of an opportunity: what both teams agree to call a qualified lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from dueto.domain.conditions.activities import ACTIVITY_KINDS, OncePer
from dueto.domain.conditions.condition import ALWAYS, Condition, atoms_of

Alternatives: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disqualifier:
    """Who is never a lead under this definition, and why."""

    when: Condition
    because: str


@dataclass(frozen=True, slots=True)
class FitRule:
    """Points for what somebody is."""

    when: Condition
    points: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class BehaviourRule:
    """Points for what somebody does.

    Positive points fade by half every `half_life` days (None: never) and stop at `cap` (None: no cap). Negative
    points stay whole for `lasts` days after the act.
    """

    name: str
    activity: str
    points: int
    where: Condition = ALWAYS
    half_life: int | None = None
    lasts: int | None = None
    cap: int | None = None
    once_per: OncePer = OncePer.DAY


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What must be reached; only what is named is asked."""

    fit: int | None = None
    behaviour: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class FastTrack:
    """An act that says enough by itself: for `valid` days it stands in for behaviour and total."""

    activity: str
    where: Condition = ALWAYS
    valid: int = 30


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition, ready to judge by. Days are those of `zone`."""

    name: str
    zone: ZoneInfo
    qualified: Thresholds
    required: tuple[Alternatives, ...] = ()
    desired: tuple[Alternatives, ...] = ()
    disqualify: tuple[Disqualifier, ...] = ()
    fit: tuple[FitRule, ...] = ()
    behaviour: tuple[BehaviourRule, ...] = ()
    fast_track: tuple[FastTrack, ...] = ()

    def fields(self) -> tuple[str, ...]:
        """Return every profile field that the verdict depends on, in order of first mention."""
        named = [field for group in self.required for field in group]
        named += [atom.field for when in self.conditions() for atom in atoms_of(when)]
        return tuple(dict.fromkeys(named))

    def conditions(self) -> tuple[Condition, ...]:
        """Return every condition on the profile: those of the disqualifiers, then those of the fit rules."""
        return (*(rule.when for rule in self.disqualify), *(rule.when for rule in self.fit))


def definition_from(record: Mapping[str, Any], *, zone: ZoneInfo) -> Definition:
    """Return the definition that a checked record of the document describes."""
    return Definition(
        name=record["name"],
        zone=zone,
        qualified=Thresholds(**record["qualified"]),
        required=tuple(tuple(text.split("|")) for text in record.get("required", ())),
        desired=tuple(tuple(text.split("|")) for text in record.get("desired", ())),
        disqualify=tuple(Disqualifier(**rule) for rule in record.get("disqualify", ())),
        fit=tuple(FitRule(**rule) for rule in record.get("fit", ())),
        behaviour=tuple(_behaviour(rule) for rule in record.get("behaviour", ())),
        fast_track=tuple(_fast_track(rule) for rule in record.get("fast_track", ())),
    )


def _behaviour(rule: Mapping[str, Any]) -> BehaviourRule:
    once_per = OncePer(rule["once_per"]) if "once_per" in rule else ACTIVITY_KINDS[rule["activity"]].once_per
    days = {key: int(rule[key][:-1]) for key in ("half_life", "lasts") if key in rule}
    return BehaviourRule(**{**rule, **days, "once_per": once_per})


def _fast_track(rule: Mapping[str, Any]) -> FastTrack:
    return FastTrack(**{**rule, "valid": int(rule.get("valid", "30d")[:-1])})
