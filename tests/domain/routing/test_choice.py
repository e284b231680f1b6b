"""Who gets a lead: the owner, then the territory, then the language, then the turn; and why, of everybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random

import pytest

from dueto.domain.routing.candidates import Candidate, Lead
from dueto.domain.routing.routing import Chosen, Nobody, choose
from dueto.domain.routing.sentences import BECAUSE, LACKS, PASSED, Because, Lack, Passed
from tests.domain.routing.oracle import Room, drawn
from tests.domain.soak import times

JULIA = Candidate("julia", territories=frozenset({"PE", "CL"}), owner_of=frozenset({"punta brava"}))
DIEGO = Candidate("diego", territories=frozenset({"MX"}))
CAMILA = Candidate("camila", languages=frozenset({"pt"}))
TEAM = (JULIA, DIEGO, CAMILA)
MORNING = datetime(2026, 3, 9, 13, tzinfo=UTC)


def chosen(*candidates: Candidate, **lead: str) -> Chosen:
    """Return the choice, which must be somebody."""
    answer = choose(candidates=candidates, lead=Lead(**lead))
    assert isinstance(answer, Chosen)
    return answer


def test_it_chooses_as_the_oracle_does() -> None:
    room, seen = Room(), Counter[str]()
    for place in range(times(4000)):
        team, lead, expected = drawn(place)

        assert room.answer(team, lead) == expected, (team, lead)

        seen.update([expected[0], *expected[1].values()])
    assert set(seen) >= {*Passed, *Lack}


def test_it_chooses_alike_in_any_order() -> None:
    rng = Random(7)
    for place in range(times(400)):
        team, lead, _ = drawn(place)
        candidates = [Candidate(**one) for one in team]

        in_order = choose(candidates=candidates, lead=Lead(**lead))
        rng.shuffle(candidates)

        assert choose(candidates=candidates, lead=Lead(**lead)) == in_order


def test_it_says_something_of_everybody_who_was_considered() -> None:
    for place in range(times(400)):
        team, lead, _ = drawn(place)

        answer = choose(candidates=[Candidate(**one) for one in team], lead=Lead(**lead))
        said = [str(message) for message in answer.because]

        assert [sum(line.startswith(f"{one['id']}: ") for line in said) > 0 for one in team] == [True] * len(team)
        assert isinstance(answer, Chosen) or said[0] == str(LACKS[answer.reason])


def test_the_owner_goes_before_territory_and_turn() -> None:
    busy = replace(JULIA, assigned=50)
    answer = chosen(busy, DIEGO, CAMILA, company="punta brava", country="MX")

    assert answer.executive == "julia"
    assert [str(message) for message in answer.because] == [
        "julia: looks after this company",
        "julia: nobody else is eligible",
        "camila: somebody else looks after this company",
        "diego: somebody else looks after this company",
    ]
    away = chosen(replace(busy, is_absent=True), DIEGO, CAMILA, company="punta brava", country="MX")
    assert (away.executive, dict(away.passed)["julia"]) == ("diego", Passed.ABSENT)


def test_who_names_the_territory_goes_before_who_goes_everywhere() -> None:
    assert chosen(*TEAM, country="MX").executive == "diego"
    assert chosen(*TEAM, country="AR").executive == "camila"
    assert str(chosen(*TEAM, country="CL").because[0]) == "julia: covers CL"


def test_a_language_is_preferred_and_never_a_reason_to_choose_nobody() -> None:
    spanish = replace(DIEGO, languages=frozenset({"es"}), territories=frozenset())

    assert chosen(spanish, replace(CAMILA, assigned=9), language="pt").executive == "camila"
    assert str(chosen(spanish, CAMILA, language="pt").because[0]) == "camila: speaks pt"
    assert chosen(spanish, language="pt").executive == "diego"
    unsaid = replace(spanish, languages=frozenset())
    assert chosen(unsaid, replace(CAMILA, assigned=9), language="pt").executive == "diego"


def test_who_is_even_waits_for_whom_has_waited_longer() -> None:
    early = replace(DIEGO, territories=frozenset(), assigned=3, last_assigned_at=MORNING - timedelta(days=2))
    late = replace(CAMILA, assigned=3, last_assigned_at=MORNING)
    never = replace(JULIA, territories=frozenset(), assigned=3)

    assert chosen(late, early).executive == "diego"
    assert str(chosen(late, early).because[0]) == "diego: even with others, and without a lead for longest (3 turns)"
    assert chosen(late, early, never).executive == "julia"
    assert chosen(replace(never, id="b"), replace(never, id="a")).executive == "a"
    assert str(chosen(replace(late, assigned=1), early).because[0]) == "camila: next in turn (1 turns, weight 1)"


def test_who_takes_only_own_companies_gets_nothing_else() -> None:
    elena = Candidate("elena", weight=0, owner_of=frozenset({"río seco"}))
    second = replace(elena, id="second", assigned=4)

    assert chosen(elena, *TEAM, company="río seco").executive == "elena"
    assert dict(chosen(elena, *TEAM, country="PE").passed)["elena"] is Passed.ONLY_OWN
    assert chosen(second, elena, company="río seco").executive == "elena"
    assert choose(candidates=[elena], lead=Lead(country="PE")) == Nobody(
        Lack.NOBODY_COVERS, (LACKS[Lack.NOBODY_COVERS], *choose(candidates=[elena], lead=Lead()).because[1:]),
        (("elena", Passed.ONLY_OWN),),
    )  # fmt: skip


def test_absent_inactive_and_capped_are_never_chosen() -> None:
    away = (
        Candidate("a", is_absent=True),
        Candidate("b", is_active=False),
        Candidate("c", cap=5, in_period=5),
        Candidate("d", open_cap=2, open=3),
    )
    answer = choose(candidates=away, lead=Lead())

    assert isinstance(answer, Nobody)
    assert answer.reason is Lack.NOBODY_FREE
    assert [why for _, why in answer.passed] == [
        Passed.ABSENT, Passed.INACTIVE, Passed.CAP_REACHED, Passed.TOO_MANY_OPEN,
    ]  # fmt: skip
    assert chosen(*away, replace(JULIA, assigned=99)).executive == "julia"
    assert chosen(Candidate("c", cap=5, in_period=4), Candidate("d", assigned=1)).executive == "c"
    assert choose(candidates=(), lead=Lead()) == Nobody(Lack.NO_CANDIDATES, (LACKS[Lack.NO_CANDIDATES],), ())


@pytest.mark.parametrize(("words", "sentences"), [(Because, BECAUSE), (Passed, PASSED), (Lack, LACKS)])
def test_every_word_has_its_sentence(words: type[StrEnum], sentences: dict[str, object]) -> None:
    assert set(words) == set(sentences)
