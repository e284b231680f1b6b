"""What is missing: minimal, the easiest first, and honest where nothing helps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import Missing, missing
from dueto.domain.qualification.probes import ANOTHER, probes_of

AS_OF = datetime(2026, 3, 1, 12, tzinfo=UTC)


def lacks(definition: dict[str, Any], profile: dict[str, str] | None = None) -> Missing:
    """Return what somebody without any activity lacks."""
    agreement = read_agreement({"agreement": "Nevadal", "definitions": [{"name": "d", **definition}]})
    verdict = judge(agreement.definitions[0], profile=profile or {}, activities=(), as_of=AS_OF)
    return missing(verdict, profile=profile or {}, fields=agreement.fields, today=AS_OF.date())


def when(points: int, **condition: Any) -> dict[str, Any]:
    """Return a rule of fit."""
    return {"when": condition, "points": points}


def test_the_easiest_comes_first() -> None:
    fit = [when(10, budget={"is": "yes"}), when(10, need={"is": "yes"}), when(10, country={"is": "pe"}),
           when(10, sites={"at_least": 2})]  # fmt: skip
    definition = {"fit": fit, "qualified": {"fit": 10}}

    assert lacks(definition).fields == (("country",), ("sites",), ("need",), ("budget",))
    assert lacks(definition, {"role": "gerente general"}).fields == (("country",), ("sites",), ("budget",), ("need",))


def test_sets_are_minimal_and_inside_in_order_of_ease() -> None:
    fit = [when(10, budget={"is": "yes"}), when(5, country={"is": "pe"}), when(5, sites={"at_least": 2})]

    assert lacks({"fit": fit, "qualified": {"fit": 10}}).fields == (("budget",), ("country", "sites"))


def test_four_missing_data_are_no_help() -> None:
    required = ["country", "sector", "sites", "role"]

    assert lacks({"required": required, "qualified": {"total": 0}}) == Missing()
    assert lacks({"required": required[1:], "qualified": {"total": 0}}).fields == (("sector", "sites", "role"),)


def test_each_alternative_would_do() -> None:
    assert lacks({"required": ["email|phone", "company"], "qualified": {"total": 0}}).fields == (
        ("company", "email"),
        ("company", "phone"),
    )


def test_a_datum_that_can_only_disqualify_is_not_asked() -> None:
    definition = {
        "required": ["sector"],
        "disqualify": [{"when": {"sector": {"present": True}}, "because": "x"}],
        "qualified": {"total": 0},
    }

    assert lacks(definition) == Missing()


def test_fields_of_one_condition_are_tried_together() -> None:
    both = {"sector": {"is": "retail"}, "sites": {"at_least": 5}}
    fit = [when(20, **both), when(-20, sector={"is": "retail"}), when(3, country={"is": "pe"})]

    assert lacks({"fit": fit, "qualified": {"fit": 3}}).fields == (("country",),)
    assert lacks({"fit": [when(20, **both)], "qualified": {"fit": 20}}).fields == (("sector", "sites"),)


def test_fit_may_make_up_for_the_total_and_what_is_left_is_behaviour() -> None:
    definition = {"fit": [when(10, country={"is": "pe"})], "qualified": {"total": 10}}

    assert lacks(definition).fields == (("country",),)
    assert lacks(definition, {"country": "mx"}) == Missing(behaviour=10)


def test_points_taken_for_not_knowing_are_regained() -> None:
    fit = [when(40, country={"is": "pe"}), when(-10, phone={"present": False})]

    assert lacks({"fit": fit, "qualified": {"fit": 40}}, {"country": "pe"}).fields == (("phone",),)


def test_nothing_helps_who_does_not_fit() -> None:
    assert lacks({"fit": [when(10, country={"is": "pe"})], "qualified": {"fit": 10}}, {"country": "mx"}) == Missing()


def test_values_worth_trying_reach_every_answer() -> None:
    fit = [
        when(1, sites={"between": [2, 19]}),
        when(1, sites={"more_than": "5.5"}),
        when(1, role={"contains_all": ["Área", "de"]}),
        when(1, role={"is": "X"}),
        when(1, renewal={"after": "9999-12-31"}),
        when(1, renewal={"before": "0001-01-01"}),
        when(1, renewal={"within_next": "36500d"}),
        when(1, email={"free_provider": True}),
        when(1, email={"shared_mailbox": True}),
        when(1, interests={"includes_all": ["a", "b"]}),
        when(1, role={"present": True}),
        when(1, country={"present": True}),
    ]
    agreement = read_agreement({"agreement": "a", "definitions": [{"name": "d", "fit": fit, "qualified": {"fit": 1}}]})

    def probes(field: str) -> set[str]:
        return set(probes_of(agreement.definitions[0], field, today=AS_OF.date()))

    assert probes("sites") == {"1", "2", "6.5", "20", ANOTHER}
    assert probes("role") == {"area de", "x", "area"}
    assert {"9999-12-31", ANOTHER} <= probes("renewal")
    assert probes("email") == {"company", "company;shared", "free", "free;shared"}
    assert probes("interests") == {"a", "a;b"}
    assert probes("country") == {ANOTHER}
