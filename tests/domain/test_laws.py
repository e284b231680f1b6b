"""What must be true of every verdict, whatever the agreement and the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.qualification.history import Activity, Class, day_of, end_of_lasting, midnight_of, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import missing
from dueto.domain.qualification.verdict import Standing, Verdict
from tests.domain.random_cases import Case, Person, cases
from tests.domain.random_documents import ZONES
from tests.domain.soak import SOAK, times
from tests.domain.world import as_opinion, opinions, real_world

lawful = settings(
    max_examples=times(120),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if SOAK > 1 else [])],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def verdict_on(case: Case, person: Person, *, as_of: datetime | None = None) -> Verdict:
    """Return the verdict on one person of the case."""
    as_of = as_of or case.as_of
    profile = profile_of(person.facts, as_of=as_of)
    return judge(case.definition, profile=profile, activities=person.activities, as_of=as_of)


@lawful
@given(cases())
def test_it_judges_as_the_oracle_does(case: Case) -> None:
    assert {number: as_opinion(verdict) for number, verdict in real_world().verdicts(case).items()} == opinions(case)


@lawful
@given(cases(), st.randoms())
def test_it_judges_alike_in_any_order(case: Case, rng: Random) -> None:
    for person in case.people().values():
        facts, activities = list(person.facts), list(person.activities)
        rng.shuffle(facts)
        rng.shuffle(activities)

        shuffled = verdict_on(case, Person(tuple(facts), tuple(activities)))

        assert shuffled == verdict_on(case, person)


@lawful
@given(cases())
def test_its_lines_add_up_to_its_sums(case: Case) -> None:
    for person in case.people().values():
        verdict = verdict_on(case, person)

        assert sum(line.points for line in verdict.fit_lines) == verdict.fit
        assert sum(line.points for line in verdict.behaviour_lines) == verdict.behaviour
        assert verdict.fit + verdict.behaviour == verdict.total
        for line in verdict.behaviour_lines:
            assert abs(line.points) <= (line.rule.cap or 10**9)
            assert (line.points >= 0) == (line.rule.points > 0) or line.points == 0
            if line.rule.cap is None:
                assert abs(line.points - sum(one.weight for one in line.counted)) < 1 + 1e-6


@lawful
@given(cases(), st.integers(0, 10**6))
def test_time_alone_raises_no_positive_rule(case: Case, minutes: int) -> None:
    for person in case.people().values():
        known = tuple(act for act in person.activities if act.known_at <= case.as_of and act.occurred_at <= case.as_of)
        now = verdict_on(case, replace(person, activities=known))
        later = verdict_on(case, replace(person, activities=known), as_of=case.as_of + timedelta(minutes=minutes))

        for before, after in zip(now.behaviour_lines, later.behaviour_lines, strict=True):
            if before.rule.points > 0:
                assert after.points <= before.points
            else:
                assert after.points >= before.points


@lawful
@given(cases())
def test_it_counts_one_act_of_a_day_or_an_item(case: Case) -> None:
    for person in case.people().values():
        for line in verdict_on(case, person).behaviour_lines:
            if line.rule.once_per == "day":
                assert len({one.day for one in line.counted}) == len(line.counted)
            if line.rule.once_per == "item":
                assert len({one.activity.item for one in line.counted}) == len(line.counted)


@lawful
@given(cases())
def test_a_merged_person_is_judged_by_the_united_history(case: Case) -> None:
    everybody = Case(
        case.agreement, case.document, case.facts, case.activities, dict.fromkeys(case.identities, 1), case.as_of
    )
    (merged,) = everybody.people().values()
    union = Person(tuple(own.fact for own in case.facts), tuple(own.activity for own in case.activities))

    assert verdict_on(everybody, merged) == verdict_on(case, union)
    assert {1: as_opinion(verdict_on(everybody, merged))} == opinions(everybody)


@lawful
@given(cases())
def test_what_it_finds_missing_is_unknown_and_matters(case: Case) -> None:
    for person in case.people().values():
        verdict = verdict_on(case, person)
        profile = profile_of(person.facts, as_of=case.as_of)
        today = day_of(case.as_of, case.agreement.zone)

        found = missing(verdict, profile=profile, fields=case.agreement.fields, today=today)

        assert not (found.fields and found.behaviour)
        assert not (verdict.standing is not Standing.NOT_YET and (found.fields or found.behaviour))
        assert found.is_one_datum == any(len(names) == 1 for names in found.fields)
        for names in found.fields:
            assert 1 <= len(names) <= 3
            assert not set(names) & set(profile)
            assert set(names) <= set(case.definition.fields())
            assert not any(set(other) < set(names) for other in found.fields)


@lawful
@given(st.sampled_from(ZONES), st.integers(-8000, 2000), st.integers(0, 10**9), st.integers(1, 400))
def test_negative_points_end_exactly_at_their_midnight(zone_name: str, days: int, past: int, lasts: int) -> None:
    zone = ZoneInfo(zone_name)
    occurred_at = NOON + timedelta(days, milliseconds=past % 86_400_000)
    end = end_of_lasting(occurred_at, lasts=lasts, zone=zone)
    rule = {"name": "r", "activity": "visit", "points": -7, "lasts": f"{lasts}d"}
    agreement = one_definition({"behaviour": [rule], "qualified": {"total": 0}}, zone=zone_name)
    act = visit(1, occurred_at)

    def behaviour(as_of: datetime) -> int:
        return judge(agreement.definitions[0], profile={}, activities=[act], as_of=as_of).behaviour

    assert behaviour(max(occurred_at, end - timedelta(microseconds=1))) == -7
    assert behaviour(end) == 0


@pytest.mark.parametrize("zone", ZONES)
def test_age_is_counted_by_midnights_of_the_zone(zone: str) -> None:
    agreement = one_definition(
        {
            "behaviour": [{"name": "r", "activity": "visit", "points": 1000, "half_life": "2d"}],
            "qualified": {"behaviour": 1},
        },
        zone=zone,
    )
    midnight = midnight_of(NOON.date(), ZoneInfo(zone))
    just_before = visit(1, midnight - timedelta(microseconds=1))

    def behaviour(as_of: datetime) -> int:
        return judge(agreement.definitions[0], profile={}, activities=[just_before], as_of=as_of).behaviour

    assert behaviour(just_before.occurred_at) == 1000
    assert behaviour(midnight) == 707
    assert behaviour(midnight + timedelta(hours=23)) == 707
    assert behaviour(midnight + timedelta(hours=25)) == 500


def test_unknown_is_not_false() -> None:
    agreement = one_definition(
        {
            "fit": [
                {"when": {"not": {"sites": {"at_least": 2}}}, "points": 7},
                {"when": {"any": [{"not": {"role": {"is": "x"}}}, {"country": {"is": "pe"}}]}, "points": 5},
            ],
            "disqualify": [{"when": {"not": {"sector": {"is": "retail"}}}, "because": "no"}],
            "qualified": {"fit": 1},
        }
    )
    definition = agreement.definitions[0]

    nothing = judge(definition, profile={}, activities=(), as_of=NOON)
    rubbish = judge(definition, profile={"sites": "many"}, activities=(), as_of=NOON)
    known = judge(definition, profile={"sites": "1", "country": "pe", "sector": "hotel"}, activities=(), as_of=NOON)

    assert [line.holds for line in nothing.fit_lines] == [None, None]
    assert nothing.standing is Standing.NOT_YET
    assert rubbish.fit == 0
    assert [line.holds for line in known.fit_lines] == [True, True]
    assert known.standing is Standing.DISQUALIFIED


def test_a_rule_can_count_every_download_up_to_its_cap() -> None:
    rule = {"name": "guide", "activity": "download", "points": 8, "cap": 30, "once_per": "each"}
    definition = one_definition({"behaviour": [rule], "qualified": {"behaviour": 30}}).definitions[0]

    def behaviour(downloads: int) -> int:
        acts = [Activity(n, "download", NOON, NOON, attributes={"item": "guide"}) for n in range(downloads)]
        return judge(definition, profile={}, activities=acts, as_of=NOON).behaviour

    assert [behaviour(n) for n in range(6)] == [0, 8, 16, 24, 30, 30]


def test_who_crosses_is_returned_and_crosses_again_has_two_proofs() -> None:
    rule = {"name": "prices", "activity": "visit", "points": 15, "half_life": "14d", "cap": 25, "once_per": "day"}
    definition = one_definition({"behaviour": [rule], "qualified": {"behaviour": 25}}).definitions[0]
    first = [visit(n, NOON - timedelta(days=100 - n)) for n in (1, 2)]
    second = [visit(n, NOON - timedelta(days=6 - n)) for n in (3, 4, 5)]

    def verdict(days_ago: int) -> Verdict:
        return judge(definition, profile={}, activities=first + second, as_of=NOON - timedelta(days=days_ago))

    assert [verdict(days).qualified for days in (99, 98, 60, 3, 2, 0)] == [False, True, False, False, True, True]
    (early,), (late,) = verdict(98).behaviour_lines, verdict(0).behaviour_lines
    assert [one.activity.id for one in early.counted] == [1, 2]
    assert [one.activity.id for one in late.counted] == [1, 2, 3, 4, 5]
    assert late.points == 25


def test_re_classing_judges_again() -> None:
    rule = {"name": "click", "activity": "mail_click", "points": 10}
    definition = one_definition({"behaviour": [rule], "qualified": {"behaviour": 10}}).definitions[0]
    click = Activity(1, "mail_click", NOON, NOON, Class.SUSPECT)

    assert not judge(definition, profile={}, activities=[click], as_of=NOON).qualified
    assert judge(definition, profile={}, activities=[replace(click, class_=Class.HUMAN)], as_of=NOON).qualified


def one_definition(definition: dict[str, object], *, zone: str = "UTC") -> Agreement:
    """Return an agreement with this definition."""
    return read_agreement(
        {"agreement": "Nevadal", "calendar": {"time_zone": zone}, "definitions": [{"name": "d", **definition}]}
    )


def visit(number: int, occurred_at: datetime) -> Activity:
    """Return a visit that was known at once."""
    return Activity(number, "visit", occurred_at, occurred_at, attributes={"path": "/precios"})
