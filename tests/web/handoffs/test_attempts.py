"""How it went, and when to try again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dueto.apps.handoff.models import Handoff
from tests.cast import Cast
from tests.web.handed import BACKEND, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


@pytest.fixture
def handoff(people: Cast, client: Client) -> Handoff:
    made = handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    client.post(f"/handoffs/{made.pk}/acceptance/")
    return made


@pytest.mark.parametrize("channel", ["call", "whatsapp", "mail"])
@pytest.mark.parametrize("result", ["talked", "no_answer", "later", "assistant", "wrong_number", "no_contact"])
def test_one_tap_writes_it_down(client: Client, handoff: Handoff, channel: str, result: str) -> None:
    answer = client.post(
        f"/handoffs/{handoff.pk}/attempts/", {"back": "desk", "channel": channel, "result": result}, follow=True
    )

    made = handoff.attempts.get()
    handoff.refresh_from_db()
    assert (made.channel, made.result) == (channel, result)
    assert handoff.first_contact_at == made.happened_at
    assert handoff.clocks.get(kind="first_contact").stopped_at is not None
    assert ("¿Agendar?" in answer.content.decode()) is (result in {"no_answer", "later", "assistant", "wrong_number"})


@pytest.mark.parametrize(("channel", "result"), [("pigeon", "talked"), ("call", ""), ("call", "maybe")])
def test_what_is_no_answer_is_refused(client: Client, handoff: Handoff, channel: str, result: str) -> None:
    answer = client.post(f"/handoffs/{handoff.pk}/attempts/", {"channel": channel, "result": result})

    assert answer.status_code == 422
    assert handoff.attempts.count() == 0


def test_the_next_attempt_is_planned(client: Client, handoff: Handoff) -> None:
    ahead = datetime.now(UTC) + timedelta(days=2)

    answer = client.post(f"/handoffs/{handoff.pk}/plan/", {"back": "desk", "next_at": ahead.isoformat()})

    handoff.refresh_from_db()
    assert answer.status_code == 303
    assert handoff.next_attempt_at == ahead
    assert "Agendadas" in client.get("/desk/").content.decode()


def test_a_time_without_a_zone_is_that_of_the_reader(client: Client, handoff: Handoff) -> None:
    client.post(f"/handoffs/{handoff.pk}/plan/", {"next_at": "2099-03-05T10:00"})

    handoff.refresh_from_db()
    assert handoff.next_attempt_at == datetime(2099, 3, 5, 15, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "mañana", "2001-01-01T10:00", "2026-13-01T10:00", "9999-99-99"])
def test_what_cannot_be_planned_is_refused(client: Client, handoff: Handoff, text: str) -> None:
    answer = client.post(f"/handoffs/{handoff.pk}/plan/", {"next_at": text})

    handoff.refresh_from_db()
    assert answer.status_code == 422
    assert handoff.next_attempt_at is None
