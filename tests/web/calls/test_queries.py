"""The pages of this part ask the database a fixed number of times, however much there is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import act, tell
from dueto.apps.leads.actions import judge
from dueto.apps.telephone.actions import plan
from tests.cast import Cast
from tests.web.people.world import JOAQUIN, People, as_, came, withdraw

pytestmark = pytest.mark.django_db


def more(cast: Cast, number: int) -> None:
    """Let somebody more come who is one datum away, with a planned call and acts of machines."""
    version = in_force(cast.at)
    assert version is not None
    mail, firm = f"n{number}@firma{number}.example", f"Firma {number}"
    person = came({**JOAQUIN, "email": mail, "company": firm, "phone": f"+56 9 2000 0{number:03}"}, at=cast.at)
    withdraw(person, "sites", at=cast.at, by=cast.mara.pk)
    act(person_id=person, kind="reply", at=cast.at)
    act(person_id=person, kind="event", at=cast.at, item="auditorías", status="attended")
    act(person_id=person, kind="mail_click", at=cast.at, path="/precios", classed="automatic")
    tell(person_id=person, field=version.agreement.fields["city"], value="Lima", by=cast.mara.pk, at=cast.at)
    judge(person_ids=[person], at=cast.at)
    assert plan(person_ids=[person], aim="confirm", by=cast.rosa.pk, at=cast.at).tasks


@pytest.mark.parametrize("path", ["/one-datum/", "/one-datum/?datum=sites", "/calls/", "/machines/"])
def test_it_asks_a_fixed_number_of_times(cast: Cast, people: People, path: str) -> None:
    more(cast, 1)
    few = asked(cast, path)
    for number in range(2, 7):
        more(cast, number)

    assert asked(cast, path) == few


def asked(cast: Cast, path: str) -> int:
    """Return how often the database is asked for a page that was open before."""
    client = as_(cast.rosa)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
