"""The act that made somebody cross, as a sum; and how far somebody has come on their way to buying."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.domain.basics.message import Message
from dueto.domain.qualification.buying import BuyingStage, buying_stage
from dueto.domain.qualification.crossed import crossing, last_act
from dueto.domain.qualification.history import Activity
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.verdict import Verdict
from tests.domain.nevadal import AS_OF, ROCIO, did, nevadal

ROCIO_BEFORE = [
    did(1, "download", 12, item="siete errores"),
    did(2, "event", 6, item="auditorias", status="attended"),
]
DEEDS = {
    "visit": {"path": "/precios"}, "download": {"item": "guia"}, "event": {"status": "attended"}, "reply": {},
    "call": {"result": "talked"},
}  # fmt: skip


def verdict_of(*activities: Activity) -> Verdict:
    """Return the verdict on Rocío after these acts."""
    return judge(nevadal().definition(), profile=ROCIO, activities=activities, as_of=AS_OF)


def test_rocio_crossed_by_visiting_prices() -> None:
    verdict = verdict_of(*ROCIO_BEFORE, did(3, "visit", 0, path="/precios"))

    last = last_act(verdict)
    assert last is not None
    assert (last.rule, last.before, last.gained, last.after) == ("precios", 24, 15, 39)
    assert str(crossing(verdict, ago="3 seconds ago")) == (
        "Qualified 3 seconds ago by visiting precios: 24 + 15 = 39 of 30."
    )


def test_who_asked_for_it_crossed_by_asking() -> None:
    verdict = verdict_of(did(1, "form", 0, form="hablar-con-ventas"))

    assert "fast track" in str(crossing(verdict, ago="now"))


def test_where_no_act_did_it_only_the_time_is_told() -> None:
    """A datum that became known made somebody cross: the last act had not."""
    verdict = verdict_of(*ROCIO_BEFORE, did(3, "visit", 5, path="/precios"), did(4, "visit", 1, path="/casos"))

    assert str(crossing(verdict, ago="just now")) == "Qualified just now."


def test_without_acts_there_is_no_last_one() -> None:
    assert last_act(verdict_of()) is None
    assert str(crossing(verdict_of(), ago="now")) == "Qualified now."


acts = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 90)), max_size=12).map(
    lambda drawn: [did(number, kind, days, **DEEDS[kind]) for number, (kind, days) in enumerate(drawn, 1)]
)


@given(acts)
def test_the_sum_always_adds_up(done: list[Activity]) -> None:
    verdict = verdict_of(*done)
    last = last_act(verdict)

    if last is not None:
        assert last.after == verdict.behaviour
        without = [act for act in done if act.id != last.activity.id]
        assert last.before <= verdict.behaviour
        assert last.activity not in without
        assert isinstance(last.says(), Message)


@given(acts, acts)
def test_more_acts_never_lead_back(done: list[Activity], more: list[Activity]) -> None:
    stages = list(BuyingStage)
    first = buying_stage(verdict_of(*done))
    later = buying_stage(
        verdict_of(*done, *(Activity(act.id + 100, act.kind, act.occurred_at, act.known_at, attributes=act.attributes)
                            for act in more))
    )  # fmt: skip

    assert first is None or (later is not None and stages.index(later) >= stages.index(first))


@pytest.mark.parametrize(
    ("act", "stage"),
    [
        (("download", {"item": "guia"}), BuyingStage.AWARENESS),
        (("visit", {"path": "/casos"}), BuyingStage.AWARENESS),
        (("event", {"status": "attended"}), BuyingStage.CONSIDERATION),
        (("form", {"form": "calculadora"}), BuyingStage.CONSIDERATION),
        (("visit", {"path": "/precios"}), BuyingStage.INTENT),
        (("call", {"result": "talked"}), BuyingStage.INTENT),
        (("form", {"form": "hablar-con-ventas"}), BuyingStage.INTENT),
        (("visit", {"path": "/blog"}), None),
        (("visit", {"path": "/trabaja"}), None),
    ],
)
def test_each_act_shows_its_stage(act: tuple[str, dict[str, str]], stage: BuyingStage | None) -> None:
    kind, attributes = act

    assert buying_stage(verdict_of(did(1, kind, 1, **attributes))) == stage


def test_the_newest_is_the_one_known_last() -> None:
    late = datetime(2026, 3, 2, 14, tzinfo=UTC)
    known_last = Activity(1, "reply", late - timedelta(days=9), late)
    verdict = verdict_of(known_last, did(2, "visit", 1, path="/precios"))

    last = last_act(verdict)
    assert last is not None
    assert last.activity == known_last
