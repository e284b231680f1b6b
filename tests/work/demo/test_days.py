"""Whatever the day of the launch, the desks are laid."""

from __future__ import annotations

from datetime import datetime

import pytest

from dueto.apps.handoff.models import Clock, Handoff
from dueto.work.demo.load import load
from dueto.world.desk import DESK

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("launch", ["2027-01-01T05:00Z", "2027-01-04T04:59Z", "2028-02-29T23:30Z", "2027-05-30T12:00Z"])
def test_the_desks_are_laid_whatever_the_day(launch: str) -> None:
    at = datetime.fromisoformat(launch)

    load(launch=at, people=60)

    people = {waiting.cells["full_name"] for waiting in DESK if waiting.answered is None}
    sent = Handoff.objects.filter(state="sent", lead__person__card__full_name__in=people)
    assert sent.count() == len(people)
    assert not Clock.objects.filter(handoff__in=sent, due_at__lte=at).exists()
