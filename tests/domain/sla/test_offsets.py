"""The stretches of constant offset cover the time asked for, without gap or overlap, and change at the very second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from dueto.domain.sla.instants import SECOND, instant_of, micros
from dueto.domain.sla.offsets import stretches
from tests.domain.sla.people import MADRID

CHANGE = micros(datetime(2026, 3, 29, 1, tzinfo=UTC))
HOUR = 3600 * SECOND


@pytest.mark.parametrize("begins", [CHANGE - 5 * 24 * HOUR, CHANGE - 7 * HOUR, CHANGE - 1, CHANGE, CHANGE + 1])
@pytest.mark.parametrize("ends", [CHANGE, CHANGE + 1, CHANGE + HOUR, CHANGE + 300 * 24 * HOUR])
def test_they_cover_the_time_asked_for(begins: int, ends: int) -> None:
    found = stretches(MADRID, begins, ends)

    if begins >= ends:
        assert found == ()
        return
    assert (found[0].begins, found[-1].ends) == (begins, ends)
    assert all(before.ends == after.begins and before.offset != after.offset for before, after in pairwise(found))
    for stretch in found:
        for at in (stretch.begins, stretch.ends - 1):
            assert instant_of(at).astimezone(MADRID).utcoffset() == timedelta(microseconds=stretch.offset)
