"""What a call asks, and what rules somebody out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.domain.conditions.condition import holds
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.domain.qualification.missing import Missing
from dueto.domain.telephone.dropping import drops_of
from dueto.domain.telephone.questions import DELICATE, Unfit, in_order, questions_for, unfit
from dueto.domain.telephone.words import MOST_QUESTIONS, Aim
from tests.domain.nevadal import nevadal

TODAY = date(2026, 6, 16)
PROFILES = st.dictionaries(
    st.sampled_from(["role", "sector", "sites", "country"]),
    st.sampled_from(["gerente general", "jefa de calidad", "retail", "hotel", "restaurante", "1", "7", "pe"]),
)


@given(st.lists(st.sampled_from(sorted(STANDARD_FIELDS)), unique=True), PROFILES)
def test_never_the_budget_first_and_at_most_three(names: list[str], profile: dict[str, str]) -> None:
    asked = in_order(names, profile=profile, fields=STANDARD_FIELDS)

    assert len(asked) <= MOST_QUESTIONS
    assert not asked or asked[0] not in DELICATE
    assert unfit(asked, fields=STANDARD_FIELDS) is None
    assert set(asked) <= set(names)


@given(PROFILES, st.sampled_from(list(Aim)))
def test_only_what_nobody_knows_is_asked(profile: dict[str, str], aim: Aim) -> None:
    agreement = nevadal()

    asked = questions_for(
        aim, agreement.definition(), missing=Missing((("sites",),)), lacking=[("sites",), ("role",)], profile=profile,
        fields=agreement.fields,
    )  # fmt: skip

    assert not set(asked) & (profile.keys() | {"phone", "mobile"})


def test_each_aim_asks_its_own() -> None:
    agreement = nevadal()
    known = {"missing": Missing((("sites",),)), "lacking": [("sites",)], "profile": {"role": "jefa de calidad"}}
    asked = {
        aim: questions_for(aim, agreement.definition(), **known, fields=agreement.fields)  # type: ignore[arg-type]
        for aim in Aim
    }

    assert asked[Aim.CONFIRM][0] == "sites"
    assert set(asked[Aim.DROP]) == {"sector", "sites"}
    assert asked[Aim.CHECK][0] == "timing"


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["sites", "role", "sector", "city"], Unfit.TOO_MANY),
        (["sites", "sites"], Unfit.TOO_MANY),
        (["nada"], Unfit.UNKNOWN),
        (["budget"], Unfit.BUDGET_FIRST),
        (["budget", "sites"], Unfit.BUDGET_FIRST),
        (["sites", "budget"], None),
        ([], None),
    ],
)
def test_what_cannot_be_asked(names: list[str], why: Unfit | None) -> None:
    assert unfit(names, fields=STANDARD_FIELDS) is why


@given(PROFILES)
def test_whatever_is_offered_rules_out(profile: dict[str, str]) -> None:
    agreement = nevadal()
    definition = agreement.definition()

    for drop in drops_of(definition, profile=profile, fields=agreement.fields, today=TODAY):
        told = {**profile, **dict(drop.facts)}
        assert any(holds(rule.when, values=told, today=TODAY) is True for rule in definition.disqualify)
        assert all(profile.get(name) != value for name, value in drop.facts)


def test_what_rules_out_is_said_in_the_words_of_the_rule() -> None:
    agreement = nevadal()

    drops = drops_of(agreement.definition(), profile={}, fields=agreement.fields, today=TODAY)

    assert ("estudia, no compra", (("role", "tesista"),)) in [(drop.because, drop.facts) for drop in drops]
    assert ("demasiado pequeña", (("sector", "hotel"), ("sites", "1"))) in [(one.because, one.facts) for one in drops]
