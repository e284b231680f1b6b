"""Cases of the field: what users of other products suffer from."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest

from dueto.apps.agreements.actions import put_in_force
from dueto.apps.base.actions import settled
from dueto.apps.base.queries.waiting import stirred
from dueto.apps.leads.actions import judge, renew
from dueto.apps.leads.models import Lead, Verdict
from dueto.domain.agreement.agreement import read_agreement
from tests.cast import Cast
from tests.thread import fill, work
from tests.web.people.world import People, people

__all__ = ["people"]
pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_case_5_a_changed_rule_judges_existing_people_at_once(cast: Cast, people: People) -> None:
    assert not Lead.objects.filter(person_id=people.rocio).exists()
    document = deepcopy(dict(cast.agreement.document))
    document["version"] = 5
    document["definitions"][0]["qualified"] = {"fit": 40, "behaviour": 20}
    document["definitions"][0].pop("observe", None)
    both = {"marketing": cast.mara.pk, "sales": cast.bruno.pk}
    put_in_force(document, number=5, signed_by=both, effective_at=cast.at + HOUR, at=cast.at + HOUR)

    renewed = set[int]()
    while renew(at=cast.at + HOUR, done=renewed)[1]:
        waiting = stirred(limit=100)
        judge(person_ids=[one.person_id for one in waiting], at=cast.at + HOUR)
        settled(row for one in waiting for row in one.rows)

    assert Lead.objects.get(person_id=people.rocio).crossed_at == cast.at + HOUR
    assert set(Verdict.objects.filter(definition="negocio nuevo").values_list("agreement__number", flat=True)) == {5}


def test_case_30_free_mail_does_not_disqualify(cast: Cast) -> None:
    person = fill("calculadora", at=cast.at, email="rocio.tello@gmail.com")
    work(at=cast.at)

    verdict = Verdict.objects.get(person=person, definition="negocio nuevo")
    assert (verdict.standing, verdict.fit) == ("not_yet", 55)
    assert not any("email" in str(rule) for rule in read_agreement(cast.agreement.document).definition().disqualify)
    fill("hablar-con-ventas", at=cast.at + HOUR, email="rocio.tello@gmail.com")
    work(at=cast.at + HOUR)
    assert Lead.objects.filter(person=person).exists()
