"""Whom long work stirs lets everybody else go first, and is judged all the same."""

from __future__ import annotations

import pytest

from dueto.apps.base.actions import stir
from dueto.apps.base.queries.waiting import stirred
from dueto.apps.leads.models import Verdict
from dueto.work.rounds import judging, judging_patiently
from tests.cast import AT, Cast
from tests.thread import fill, work

pytestmark = pytest.mark.django_db


def test_long_work_never_stands_in_the_way(cast: Cast) -> None:
    rocio = fill("contacto", at=AT)
    work(at=AT)
    live = fill("contacto", at=AT, visitor="v2", email="otra@vallehondo.example", phone="")
    stir([rocio], since=AT, patient=True)

    assert [one.person_id for one in stirred(limit=10)] == [live]
    assert judging() == 1
    assert judging() == 0
    Verdict.objects.filter(person_id=rocio).delete()
    assert judging_patiently() == 1
    assert Verdict.objects.filter(person_id=rocio).exists()
    assert judging_patiently() == 0
