"""Mail arrives in a real SMTP server: once, readable, with the right people; and what cannot leave is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from dueto.apps.handoff import actions
from dueto.apps.journal import actions as journal
from dueto.apps.journal.models import Effect, Entry
from dueto.work import outbox
from tests.cast import Cast
from tests.letterbox import Letterbox, MailServer
from tests.thread import crossed

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
NOW = datetime.now(UTC)


@pytest.fixture
def letterbox(settings: object) -> Iterator[Letterbox]:
    """Return what a real mail server on a port of its own takes."""
    box = Letterbox()
    server = MailServer(box)
    server.start()
    settings.MAIL_IS_OFF = False  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = server.port  # type: ignore[attr-defined]
    try:
        yield box
    finally:
        server.stop()


def text_of(message: EmailMessage) -> str:
    """Return the text part."""
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_the_alert_tells_the_executive_who_and_why(cast: Cast, letterbox: Letterbox) -> None:
    handoff = crossed(at=cast.at)

    outbox.deliver(NOW)

    alert = next(message for message, to in letterbox.taken if to == [cast.julia.email])
    assert alert["Subject"] == "Rocío Tello, Conservas Punta Brava: nueva en su mesa"
    assert f"/handoffs/{handoff.pk}/" in text_of(alert)
    assert "Contestar antes del 16 jun. 2026, 13:30." in text_of(alert)
    html = alert.get_body(("html",))
    assert html is not None
    assert "<style" in html.get_content()


def test_the_confirmation_goes_to_the_contact_with_the_executive_in_copy(cast: Cast, letterbox: Letterbox) -> None:
    crossed(at=cast.at)

    outbox.deliver(NOW)

    message, recipients = next(one for one in letterbox.taken if one[0]["Cc"])
    assert recipients == ["rocio.tello@puntabrava.example", cast.julia.email]
    assert message["Reply-To"] == cast.julia.email
    assert "Julia Montes" in text_of(message)
    assert "usted" not in text_of(message)
    assert "su contacto" in text_of(message)


def test_it_leaves_once_however_often_it_is_delivered(cast: Cast, letterbox: Letterbox) -> None:
    crossed(at=cast.at)

    for _ in range(3):
        outbox.deliver(NOW)

    assert len(letterbox.taken) == 2
    assert len({message["Message-ID"] for message, _ in letterbox.taken}) == 2


def test_a_server_that_is_busy_is_asked_again_later(cast: Cast, letterbox: Letterbox) -> None:
    crossed(at=cast.at)
    letterbox.answers = ["451 busy", "451 busy"]

    outbox.deliver(NOW)
    assert letterbox.taken == []
    assert set(Effect.objects.values_list("error", flat=True)) == {"451"}
    outbox.deliver(NOW + timedelta(hours=1))

    assert len(letterbox.taken) == 2


def test_a_mailbox_that_does_not_exist_is_shown_and_can_be_tried_again(cast: Cast, letterbox: Letterbox) -> None:
    crossed(at=cast.at)
    letterbox.answers = ["550 no such user", "550 no such user"]
    outbox.deliver(NOW)

    failed = list(Effect.objects.failed())
    assert len(failed) == 2
    assert Entry.objects.filter(tag="effect:outbox:failed").count() == 2

    assert journal.retry(effect_id=failed[0].pk, by=cast.samuel.pk, at=NOW)
    outbox.deliver(NOW)
    assert len(letterbox.taken) == 1


def test_what_a_dead_worker_left_halfway_is_not_sent_again(cast: Cast, letterbox: Letterbox) -> None:
    crossed(at=cast.at)
    Effect.objects.filter(key__startswith="alert").update(leaving_at=NOW - timedelta(minutes=5), tries=1)

    outbox.deliver(NOW)
    outbox.deliver(NOW + timedelta(hours=3))

    assert [to for _, to in letterbox.taken] == [["rocio.tello@puntabrava.example", cast.julia.email]]
    assert Effect.objects.failed().get().error == "may have left"


def test_a_server_that_is_away_loses_nothing(cast: Cast, settings: object) -> None:
    settings.MAIL_IS_OFF, settings.EMAIL_HOST, settings.EMAIL_PORT = False, "127.0.0.1", 9  # type: ignore[attr-defined]
    crossed(at=cast.at)

    outbox.deliver(NOW)

    assert Effect.objects.waiting().count() == 2


def test_the_managers_hear_of_what_is_overdue(cast: Cast, letterbox: Letterbox) -> None:
    crossed(at=cast.at)
    actions.climb(at=cast.at + timedelta(hours=8))

    outbox.deliver(NOW)

    subjects = [message["Subject"] for message, to in letterbox.taken if to == [cast.bruno.email]]
    assert any(subject.startswith("Vencido con ") for subject in subjects)
