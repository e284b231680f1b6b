"""Whom marketing may call: only after an act of that person, never alone, never against their word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto
from types import MappingProxyType

from dueto.domain.basics.message import say
from dueto.domain.qualification.history import Activity
from dueto.domain.telephone.words import MOST_TRIES, REMEMBERED, Basis, Occasion, Result, occasion_of


class Why(StrEnum):
    """Why somebody is not called."""

    NO_CONSENT = auto()
    WITH_SALES = auto()
    NO_NUMBER = auto()
    PLANNED = auto()
    NO_BASIS = auto()
    NO_ACT = auto()
    ALONE = auto()


SAYS = MappingProxyType(
    {
        Why.NO_CONSENT: say("this person does not want to be contacted"),
        Why.WITH_SALES: say("this person is with sales; ask the executive"),
        Why.NO_NUMBER: say("no telephone number is on record"),
        Why.PLANNED: say("a call to this person is planned already"),
        Why.NO_BASIS: say("choose on what the call rests: an act of theirs, or a legal basis"),
        Why.NO_ACT: say("they did nothing of the kind in the last 90 days; a call needs an act of theirs"),
        Why.ALONE: say("they were called already and did nothing elsewhere since; the telephone never runs alone"),
    }
)
"""Each as people read it."""


@dataclass(frozen=True, slots=True)
class Callee:
    """What deciding on a call has to know of somebody: `acts` are those that a human did."""

    acts: tuple[Activity, ...]
    has_number: bool
    withdrew: bool = False
    is_with_sales: bool = False
    is_planned: bool = False
    last_called_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class May:
    """They may be called; `because` is the act that gives the occasion, None on a legal basis."""

    because: Activity | None


def in_the_way(callee: Callee) -> Why | None:
    """Return why somebody is not called whatever the occasion; None if nothing stands in the way."""
    for holds, why in (
        (callee.withdrew, Why.NO_CONSENT),
        (callee.is_with_sales, Why.WITH_SALES),
        (not callee.has_number, Why.NO_NUMBER),
        (callee.is_planned, Why.PLANNED),
    ):
        if holds:
            return why
    return None


def may_call(callee: Callee, *, occasion: Occasion, basis: Basis | None, as_of: datetime) -> May | Why:
    """Return that somebody may be called on this occasion, or why not."""
    if (why := in_the_way(callee)) is not None:
        return why
    because = None
    if occasion is Occasion.BASIS:
        if basis is None:
            return Why.NO_BASIS
    else:
        because = newest_on(occasion, callee.acts, as_of=as_of)
        if because is None:
            return Why.NO_ACT
    if callee.last_called_at is not None and not _elsewhere(callee.acts, after=callee.last_called_at, as_of=as_of):
        return Why.ALONE
    return May(because)


def newest_on(occasion: Occasion, acts: Iterable[Activity], *, as_of: datetime) -> Activity | None:
    """Return the newest act that is this occasion, if it is fresh enough to call."""
    fresh = (
        act
        for act in acts
        if occasion_of(act) is occasion and as_of - REMEMBERED <= act.occurred_at <= as_of and act.known_at <= as_of
    )
    return max(fresh, key=lambda act: (act.occurred_at, act.id), default=None)


def best_occasion(acts: Iterable[Activity], *, as_of: datetime) -> Occasion | None:
    """Return the occasion that the newest act gives which gives one."""
    acts = tuple(acts)
    newest = [act for kind in Occasion if (act := newest_on(kind, acts, as_of=as_of)) is not None]
    return occasion_of(max(newest, key=lambda act: (act.occurred_at, act.id))) if newest else None


def is_tried_again(result: Result, *, tries: int, has_other_acts: bool) -> bool:
    """Return whether the telephone rings once more. Who asked for another moment is called back.

    Somebody whom nothing but the telephone knows is not called twice.
    """
    if result is Result.LATER:
        return True
    return result in (Result.NO_ANSWER, Result.ASSISTANT) and has_other_acts and tries < MOST_TRIES


def _elsewhere(acts: Iterable[Activity], *, after: datetime, as_of: datetime) -> bool:
    return any(after < act.occurred_at <= as_of and is_elsewhere(act) for act in acts)


def is_elsewhere(act: Activity) -> bool:
    """Return whether it is an act of theirs on another channel than the telephone."""
    return act.kind != "call" and act.attributes.get("direction") != "outbound"
