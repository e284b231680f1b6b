"""Shares: never rounded up to what was promised, and honest about how little they rest on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.domain.commitments.share import Share, how_sure

shares = st.integers(0, 400).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))


@given(share=shares, promised=st.integers(0, 100))
def test_a_percentage_shown_reaches_the_promise_only_if_the_share_does(share: Share, promised: int) -> None:
    if share.percent is not None:
        assert share.reaches(promised) == (share.percent >= promised)


@given(share=shares)
def test_the_interval_holds_the_share(share: Share) -> None:
    low, high = share.interval
    assert 0 <= low <= high <= 1
    if share.value is not None:
        assert low <= share.value <= high


@given(share=shares)
def test_few_are_shown_with_their_interval(share: Share) -> None:
    assert (how_sure(share) is not None) == (0 < share.of < 20)


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [(Share(7, 10), 0.3968, 0.8922), (Share(0, 10), 0.0, 0.2775), (Share(67, 100), 0.5731, 0.7544)],
)
def test_the_interval_is_that_of_the_textbook(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=5e-5)
