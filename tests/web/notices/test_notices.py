"""What a member should hear of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from dueto.apps.handoff.actions.notices import tell
from dueto.apps.handoff.models import Notice
from dueto.apps.handoff.queries.notices import SENTENCES, notices_of, unread_count
from tests.cast import Cast
from tests.web.handed import BACKEND, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


def test_an_executive_hears_of_a_new_handoff_reads_it_and_opens_it(client: Client, people: Cast) -> None:
    made = handed(to=people.julia)
    notice = Notice.objects.get(member=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    assert "Una nueva entrega espera respuesta" in client.get("/notices/").content.decode()

    answer = client.post(f"/notices/{notice.pk}/reading/", {"open": "1"})

    assert (answer.status_code, answer["Location"]) == (303, f"/handoffs/{made.pk}/")
    assert unread_count(people.julia.pk) == 0
    assert client.post(f"/notices/{notice.pk}/reading/").status_code == 303


def test_all_are_read_at_once(client: Client, people: Cast) -> None:
    handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)

    assert client.post("/notices/reading/")["Location"] == "/notices/"
    assert "Todo está leído" in client.get("/notices/").content.decode()


def test_nobody_reads_those_of_others(client: Client, people: Cast) -> None:
    handed(to=people.julia)
    notice = Notice.objects.get(member=people.julia)
    client.force_login(people.bruno, backend=BACKEND)
    assert client.post(f"/notices/{notice.pk}/reading/").status_code == 404
    client.force_login(people.olga, backend=BACKEND)
    assert client.post(f"/notices/{notice.pk}/reading/").status_code == 404
    assert client.get("/notices/").status_code == 404
    client.force_login(people.julia, backend=BACKEND)
    assert client.get(f"/notices/{notice.pk}/reading/").status_code == 405
    assert client.get("/notices/reading/").status_code == 405


def test_every_kind_has_a_sentence_without_open_gaps(people: Cast, django_assert_num_queries: object) -> None:
    made = handed(to=people.julia)
    for kind in (*SENTENCES, "unheard-of"):
        tell(
            [people.mara.pk], kind, handoff=made, at=datetime.now(UTC), reason="precio", answer="agreed", clock="answer"
        )

    with django_assert_num_queries(1):  # type: ignore[operator]
        heard = notices_of(people.mara.pk)

    assert len(heard) == len(SENTENCES) + 1
    assert all("{" not in str(one.says) for one in heard)
