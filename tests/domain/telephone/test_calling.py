"""Whom marketing may call, held equal to a plain oracle; each rule spoilt on purpose is noticed."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from dueto.domain.qualification.history import Activity
from dueto.domain.telephone import calling as real
from dueto.domain.telephone.words import Basis, Occasion, Result, occasion_of
from tests.mutant import Mutant
from tests.spoilt import spoilt

NOW = datetime(2026, 6, 16, 14, 30, tzinfo=UTC)
DAY, TICK = timedelta(days=1), timedelta(microseconds=1)
KINDS = ("visit", "mail_click", "download", "form", "event", "reply", "call", "message", "meeting")
INSTANTS = [
    NOW, NOW + TICK, NOW - TICK, NOW - DAY, NOW - 3 * DAY, NOW - 90 * DAY, NOW - 90 * DAY - TICK, NOW - 200 * DAY,
]  # fmt: skip
ATTRIBUTES: list[dict[str, str]] = [{}, {}, {"direction": "outbound"}, {"direction": "inbound"}, {"status": "absent"}]
CASES = 4000
MODULE = "dueto.domain.telephone.calling"
MUTANTS = (
    Mutant("against their word", MODULE, "(callee.withdrew, Why.NO_CONSENT)", "(False, Why.NO_CONSENT)"),
    Mutant("over the head of sales", MODULE, "(callee.is_with_sales, Why.WITH_SALES)", "(False, Why.WITH_SALES)"),
    Mutant("without a number", MODULE, "(not callee.has_number, Why.NO_NUMBER)", "(False, Why.NO_NUMBER)"),
    Mutant("twice at once", MODULE, "(callee.is_planned, Why.PLANNED)", "(False, Why.PLANNED)"),
    Mutant("on no basis", MODULE, "        if basis is None:\n", "        if False:\n"),
    Mutant("without an act", MODULE, "        if because is None:\n", "        if False:\n"),
    Mutant("alone", MODULE, "if callee.last_called_at is not None and not", "if False and not"),
    Mutant("after any act", MODULE, "after < act.occurred_at <= as_of and is_elsewhere", "is_elsewhere"),
    Mutant("an act at the instant of the call", MODULE, "after < act.occurred_at <= as_of", "after <= act.occurred_at <= as_of"),
    Mutant("an act to come", MODULE, "after < act.occurred_at <= as_of", "after < act.occurred_at"),
    Mutant("a call counts as elsewhere", MODULE, 'act.kind != "call" and ', ""),
    Mutant("what we wrote counts as theirs", MODULE, ' and act.attributes.get("direction") != "outbound"', ""),
    Mutant("an old act", MODULE, "as_of - REMEMBERED <= act.occurred_at", "act.occurred_at <= act.occurred_at"),
    Mutant("the ninetieth day itself is too old", MODULE, "as_of - REMEMBERED <= act.occurred_at", "as_of - REMEMBERED < act.occurred_at"),
    Mutant("an occasion to come", MODULE, "act.occurred_at <= as_of and act.known_at", "act.known_at"),
    Mutant("known only later", MODULE, " and act.known_at <= as_of", ""),
    Mutant("any occasion", MODULE, "if occasion_of(act) is occasion", "if occasion_of(act)"),
)  # fmt: skip


class Case(NamedTuple):
    """One random question."""

    callee: dict[str, Any]
    occasion: Occasion
    basis: Basis | None


def drawn(number: int) -> Case:
    """Return the case of a number, always the same."""
    rng = Random(number)
    acts = tuple(
        Activity(pk, rng.choice(KINDS), (at := rng.choice(INSTANTS)), rng.choice([at, at, NOW + DAY, NOW - DAY]),
                 attributes=rng.choice(ATTRIBUTES))
        for pk in range(rng.randrange(4))
    )  # fmt: skip
    flags = {name: rng.random() < 0.08 for name in ("withdrew", "is_with_sales", "is_planned")}
    called = rng.choice([None, None, NOW - 2 * DAY, NOW - DAY, NOW - 400 * DAY])
    callee = {"acts": acts, "has_number": rng.random() < 0.9, "last_called_at": called, **flags}
    return Case(callee, rng.choice(list(Occasion)), rng.choice([None, Basis.AGREED]))


def oracle(case: Case) -> str | int | None:
    """Return why not, or the act that gives the occasion, told without the words of the module."""
    one = case.callee
    if one["withdrew"]:
        return "no_consent"
    if one["is_with_sales"]:
        return "with_sales"
    if not one["has_number"]:
        return "no_number"
    if one["is_planned"]:
        return "planned"
    best: Activity | None = None
    if case.occasion is Occasion.BASIS:
        if case.basis is None:
            return "no_basis"
    else:
        for act in one["acts"]:
            is_young = timedelta(0) <= NOW - act.occurred_at <= timedelta(days=90)
            if occasion_of(act) == case.occasion and is_young and act.known_at <= NOW:
                best = max((best, act), key=lambda a: (a.occurred_at, a.id)) if best else act
        if best is None:
            return "no_act"
    if (called := one["last_called_at"]) is not None:
        theirs = [a for a in one["acts"] if a.kind != "call" and a.attributes.get("direction") != "outbound"]
        if not [a for a in theirs if a.occurred_at > called and a.occurred_at <= NOW]:
            return "alone"
    return best.id if best is not None else None


def answer(module: ModuleType, case: Case) -> str | int | None:
    """Return what a module says."""
    may = module.may_call(module.Callee(**case.callee), occasion=case.occasion, basis=case.basis, as_of=NOW)
    if isinstance(may, str):
        return str(may)
    return may.because.id if may.because is not None else None


def is_noticed(module: ModuleType) -> bool:
    """Return whether one of the drawn cases is answered otherwise than the oracle does."""
    for number in range(CASES):
        case = drawn(number)
        try:
            if answer(module, case) != oracle(case):
                return True
        except AttributeError:
            return True
    return False


def test_it_answers_as_the_oracle_does() -> None:
    assert not is_noticed(real)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_spoilt_rule_is_noticed(mutant: Mutant) -> None:
    assert is_noticed(spoilt(*mutant[1:])), f"nobody noticed: {mutant.name}"


@pytest.mark.parametrize("result", list(Result))
@pytest.mark.parametrize("tries", [1, 2, 3, 9])
@pytest.mark.parametrize("others", [True, False])
def test_who_is_tried_again(result: Result, tries: int, others: bool) -> None:
    again = real.is_tried_again(result, tries=tries, has_other_acts=others)

    if result is Result.LATER:
        assert again
    elif result in (Result.NO_ANSWER, Result.ASSISTANT):
        assert again is (others and tries < 3)
    else:
        assert not again


def test_the_occasion_is_that_of_the_newest_act() -> None:
    acts = [
        Activity(1, "event", NOW - 3 * DAY, NOW - 3 * DAY),
        Activity(2, "form", NOW - DAY, NOW - DAY),
        Activity(3, "visit", NOW, NOW),
        Activity(4, "event", NOW, NOW, attributes={"status": "absent"}),
    ]

    assert real.best_occasion(acts, as_of=NOW) is Occasion.WEB
    assert real.best_occasion(acts[2:], as_of=NOW) is None
