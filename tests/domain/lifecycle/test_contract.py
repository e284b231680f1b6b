"""The table of moves as a contract: every step is answered everywhere, and every word has its sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.agreement.promises import CONSEQUENCES, STAGES
from dueto.domain.agreement.promises_schema import CONSEQUENCES as CONSEQUENCE_WORDS
from dueto.domain.agreement.promises_schema import STAGES as STAGE_WORDS
from dueto.domain.lifecycle.handoff import HANDOFFS, NEXT, Handoff
from dueto.domain.lifecycle.moves import Moved, Refused, move
from dueto.domain.lifecycle.reasons import Consequence
from dueto.domain.lifecycle.refusals import SAYS, Reason
from dueto.domain.lifecycle.stages import ENDS, HOW_FAR, OPEN_STAGES, End, Stage
from dueto.domain.lifecycle.standing import Standing
from dueto.domain.lifecycle.steps import STEPS, Step
from dueto.domain.lifecycle.transitions import STATES, TRANSITIONS, WHY_NOT

NOON = datetime(2026, 3, 10, 17, tzinfo=UTC)
LIMA = ZoneInfo("America/Lima")


@pytest.mark.parametrize(
    ("words", "sentences"),
    [(Stage, STAGES), (Consequence, CONSEQUENCES), (Handoff, HANDOFFS), (End, ENDS), (Step, STEPS), (Reason, SAYS)],
)
def test_every_word_has_its_sentence(words: type[StrEnum], sentences: dict[str, object]) -> None:
    assert set(words) == set(sentences)
    assert len({str(sentence) for sentence in sentences.values()}) == len(words)


def test_stages_and_consequences_are_those_of_the_agreement() -> None:
    assert tuple(Stage) == STAGE_WORDS
    assert tuple(Consequence) == CONSEQUENCE_WORDS
    assert set(HOW_FAR) == set(Stage)


def test_every_step_is_answered_wherever_somebody_stands() -> None:
    for stage, handoff, step in product(Stage, (None, *Handoff), Step):
        answer = move(lead=Standing(stage, LIMA, handoff), step=step, as_of=NOON)

        if ((stage, handoff), step) in TRANSITIONS:
            assert isinstance(answer, Moved) or answer.reason is not Reason.NOT_FROM_HERE
        else:
            assert isinstance(answer, Refused)
            assert answer.says is SAYS[answer.reason]
            assert str(answer.says)


def test_no_refusal_hides_a_rule() -> None:
    assert not set(TRANSITIONS) & set(WHY_NOT)
    assert {state for state, _ in (*TRANSITIONS, *WHY_NOT)} == set(STATES)


def test_a_handoff_goes_only_where_a_handoff_may_go() -> None:
    for ((_, before), step), rule in TRANSITIONS.items():
        if rule.handoff is before or rule.opens:
            continue
        if step is Step.CLAIM and before is None:
            assert rule.handoff is Handoff.ACCEPTED
        elif len(rule.steps) == 2:
            assert any(rule.handoff in NEXT[between] for between in NEXT[before])
        else:
            assert rule.handoff in NEXT[before]


def test_nobody_skips_a_stage_unseen() -> None:
    for ((stage, _), step), rule in TRANSITIONS.items():
        if isinstance(rule.to, Stage) and step is not Step.CLAIM:
            steps = rule.steps or (step,)
            assert HOW_FAR[rule.to] - HOW_FAR[stage] <= len(steps) or rule.opens


def test_a_lead_ends_exactly_where_none_is_open_any_more() -> None:
    for ((stage, _), _), rule in TRANSITIONS.items():
        if isinstance(rule.to, Stage):
            assert (stage in OPEN_STAGES and rule.to not in OPEN_STAGES) == (rule.ends is not None)


def test_no_stage_is_a_trap() -> None:
    reached = {state: {rule.to for (origin, _), rule in TRANSITIONS.items() if origin == state} for state in STATES}

    assert all(reached.values())
