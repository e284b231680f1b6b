"""What happens is told to a real server: signed, once, tried again, given up, replayed; nothing personal by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from dueto.apps.journal.actions import record
from dueto.apps.journal.models import Effect, Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.webhooks.actions import delivering, subscriptions, telling
from dueto.apps.webhooks.models import Answered, Delivery, Replay, Subscription, Tail
from dueto.apps.webhooks.secrets import secrets_of
from dueto.work.webhooks.telling import deliver
from tests.cast import Cast
from tests.receiver import Receiver, receiving
from tests.thread import crossed

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
NOW = datetime.now(UTC)
ALL = ["lead.passage.opened", "handoff.contract.sent", "person.identity.known"]


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """Return a real server that takes what comes."""
    settings.WEBHOOKS_PRIVATE = True
    with receiving() as one:
        yield one


def subscribe(cast: Cast, receiver: Receiver, **more: object) -> tuple[int, str]:
    """Return a subscription to what the thread does, and its secret."""
    wanted = {"name": "CRM", "address": receiver.address, "events": ALL, "with_personal": False, **more}
    return subscriptions.subscribe(**wanted, is_private_allowed=True, by=cast.samuel.pk, at=cast.at)  # type: ignore[arg-type]


def told(subscription: int) -> int:
    """Let the worker write deliveries down and send them."""
    telling.tell(at=datetime.now(UTC))
    return deliver(subscription)


def test_a_lead_is_told_signed_and_without_anything_personal(cast: Cast, receiver: Receiver) -> None:
    subscription, secret = subscribe(cast, receiver)
    handoff = crossed(at=cast.at)

    assert told(subscription) == 3

    assert sorted(receiver.types()) == sorted(ALL)
    message = receiver.verified(secret, receiver.types().index("lead.passage.opened"))
    assert message["data"]["subject_id"] == handoff.lead_id
    assert message["data"]["person"] == handoff.lead.person_id
    assert message["timestamp"] == cast.at.isoformat()
    everything = b" ".join(body for _, body in receiver.came).decode()
    assert not any(word in everything for word in ("Rocío", "Tello", "puntabrava", "Punta Brava", "900 000"))
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 3
    assert told(subscription) == 0, "once"


def test_with_personal_data_the_person_is_told_as_known_now(cast: Cast, receiver: Receiver) -> None:
    receiver.says = b"thanks, rocio.tello@puntabrava.example"
    subscription, secret = subscribe(cast, receiver, with_personal=True)
    handoff = crossed(at=cast.at)
    told(subscription)

    assert receiver.verified(secret)["data"]["person_data"]["name"] == "Rocío Tello"
    assert set(Answered.objects.values_list("excerpt", flat=True)) == {""}, "a receiver may echo what it was told"

    person = handoff.lead.person
    person.erased_at = cast.at
    person.save(update_fields=["erased_at"])
    delivering.send_again(delivery_id=Delivery.objects.latest("id").pk, by=cast.samuel.pk, at=NOW)
    deliver(subscription)
    assert receiver.verified(secret)["data"]["person_data"] is None


def test_what_is_older_than_the_subscription_or_not_asked_for_is_not_told(cast: Cast, receiver: Receiver) -> None:
    crossed(at=cast.at)
    subscription, _ = subscribe(cast, receiver, events=["handoff.contract.accepted"])
    crossed(at=cast.at, visitor="v-2", email="b@otra.example", company="Otra", full_name="Eva Paz")

    assert told(subscription) == 0
    assert receiver.came == []


def test_it_is_tried_again_under_the_same_id_and_arrives(cast: Cast, receiver: Receiver) -> None:
    receiver.answers, receiver.says = [500, 200], b"no room\0here"
    subscription, _ = subscribe(cast, receiver, events=["lead.passage.opened"])
    crossed(at=cast.at)

    assert told(subscription) == 0
    waiting = Delivery.objects.get()
    assert (waiting.status, waiting.problem, waiting.tries) == (500, "status", 1)
    assert Answered.objects.get().excerpt == "no room\ufffdhere"
    assert NOW + timedelta(seconds=3) < waiting.due_at < datetime.now(UTC) + timedelta(seconds=7)
    assert Subscription.objects.get().failing_since is not None

    Delivery.objects.update(due_at=NOW)
    assert deliver(subscription) == 1
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1
    assert Subscription.objects.get().failing_since is None


@pytest.mark.parametrize(
    ("status", "headers", "problem"),
    [
        (301, {"Location": "http://169.254.169.254/"}, "redirect"),
        (404, {}, "status"),
        (429, {"Retry-After": "600"}, "status"),
    ],
)
def test_no_other_answer_is_taken_for_one(
    cast: Cast, receiver: Receiver, status: int, headers: dict[str, str], problem: str
) -> None:
    receiver.answers, receiver.headers = [status], headers
    subscription, _ = subscribe(cast, receiver, events=["lead.passage.opened"])
    crossed(at=cast.at)

    assert told(subscription) == 0
    one = Delivery.objects.get()
    assert (one.status, one.problem) == (status, problem)
    assert len(receiver.came) == 1, "redirects are not followed"
    if "Retry-After" in headers:
        assert one.due_at >= NOW + timedelta(seconds=600)


def test_after_ten_tries_a_delivery_fails_and_can_be_sent_again_by_hand(cast: Cast, receiver: Receiver) -> None:
    receiver.answers = [*[503] * 10, 204]
    subscription, _ = subscribe(cast, receiver, events=["lead.passage.opened"])
    crossed(at=cast.at)
    telling.tell(at=NOW)
    for _ in range(12):
        Delivery.objects.update(due_at=NOW)
        deliver(subscription)

    assert len(receiver.came) == 10
    failed = Delivery.objects.get()
    assert failed.failed_at is not None
    delivering.send_again(delivery_id=failed.pk, by=cast.samuel.pk, at=NOW)
    assert deliver(subscription) == 1


def test_whoever_does_not_answer_for_days_is_given_up_and_the_administrators_are_told(
    cast: Cast, receiver: Receiver
) -> None:
    receiver.answers = [500]
    subscription, _ = subscribe(cast, receiver, events=["lead.passage.opened"])
    crossed(at=cast.at)
    told(subscription)
    assert Subscription.objects.get().disabled_at is None

    Subscription.objects.update(failing_since=NOW - timedelta(days=5, minutes=1))
    Delivery.objects.update(due_at=NOW)
    deliver(subscription)

    assert Subscription.objects.get().disabled_at is not None
    assert Entry.objects.filter(tag=Tag.WEBHOOK_DISABLED).count() == 1
    mails = [body for body in Effect.objects.values_list("body", flat=True) if body.get("template") == "webhook"]
    assert [mail["member"] for mail in mails] == [cast.samuel.pk]
    crossed(at=cast.at, visitor="v-2", email="b@otra.example", company="Otra", full_name="Eva Paz")
    assert told(subscription) == 0
    assert len(receiver.came) == 2, "nothing more is told"

    receiver.answers = [204]
    subscriptions.resume(subscription_id=subscription, by=cast.samuel.pk, at=NOW)
    Delivery.objects.update(due_at=NOW)
    assert deliver(subscription) == 1


def test_whoever_says_that_it_is_gone_is_told_nothing_more(cast: Cast, receiver: Receiver) -> None:
    receiver.answers = [410]
    subscription, _ = subscribe(cast, receiver, events=["lead.passage.opened"])
    crossed(at=cast.at)
    told(subscription)
    assert Subscription.objects.get().disabled_at is not None


def test_while_paused_nothing_is_told_and_the_period_can_be_replayed(cast: Cast, receiver: Receiver) -> None:
    subscription, secret = subscribe(cast, receiver, events=["lead.passage.opened"])
    telling.tell(at=NOW)
    subscriptions.pause(subscription_id=subscription, by=cast.samuel.pk, at=NOW)
    crossed(at=cast.at)
    assert told(subscription) == 0
    subscriptions.resume(subscription_id=subscription, by=cast.samuel.pk, at=NOW)
    assert told(subscription) == 0

    day = timedelta(days=1)
    period = {"since": cast.at - day, "until": cast.at + day, "by": cast.samuel.pk, "at": NOW}
    delivering.replay(subscription_id=subscription, everything=False, **period)  # type: ignore[arg-type]
    while telling.replay_piece(at=NOW):
        pass
    assert deliver(subscription) == 1
    assert receiver.verified(secret)["type"] == "lead.passage.opened"
    assert Replay.objects.get().done_at is not None

    delivering.replay(subscription_id=subscription, everything=False, **period)  # type: ignore[arg-type]
    telling.replay_piece(at=NOW)
    assert deliver(subscription) == 0, "it had arrived"
    delivering.replay(subscription_id=subscription, everything=True, **period)  # type: ignore[arg-type]
    telling.replay_piece(at=NOW)
    assert deliver(subscription) == 1
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1


def test_for_a_day_both_secrets_hold(cast: Cast, receiver: Receiver) -> None:
    subscription, old = subscribe(cast, receiver)
    new = subscriptions.rotate(subscription_id=subscription, by=cast.samuel.pk, at=datetime.now(UTC))
    delivering.send_test(subscription_id=subscription, by=cast.samuel.pk, at=NOW)
    assert deliver(subscription) == 1

    assert receiver.verified(old)["type"] == receiver.verified(new)["type"] == "test"
    one = Subscription.objects.get()
    assert secrets_of(one, as_of=NOW + timedelta(days=2)) == [new]
    with pytest.raises(Exception, match="No matching signature"):
        receiver.verified("whsec_" + "c2VjcmV0" * 4)


def test_a_number_that_is_committed_late_is_not_lost(cast: Cast, receiver: Receiver) -> None:
    """On PostgreSQL a greater number can be seen before a smaller one."""
    subscribe(cast, receiver, events=["lead.passage.opened"])
    telling.tell(at=NOW)
    first = Entry.objects.latest("id").pk + 1
    for number in (first + 1, first, first + 3):
        entry = record(Tag.LEAD_CROSSED, subject="lead", subject_id=number, at=NOW)
        Entry.objects.filter(pk=entry.pk).update(id=1_000_000 + number)
        telling.tell(at=NOW) if number == first else None
    tail = Tail.objects.get()
    assert tail.last_id >= 1_000_000
    assert {gap[0] for gap in tail.gaps} >= {1_000_000 + first - 1}

    told_before = Delivery.objects.count()
    missed = record(Tag.LEAD_CROSSED, subject="lead", subject_id=7, at=NOW)
    Entry.objects.filter(pk=missed.pk).update(id=1_000_000 + first - 1)
    telling.tell(at=NOW + timedelta(seconds=30))
    assert Delivery.objects.filter(entry_id=1_000_000 + first - 1).count() == 1
    assert Delivery.objects.count() > told_before
    telling.tell(at=NOW + timedelta(minutes=5))
    assert Tail.objects.get().gaps == []


def test_a_private_address_is_refused_where_the_installation_can_be_reached(
    cast: Cast, receiver: Receiver, settings: Settings
) -> None:
    subscription, _ = subscribe(cast, receiver)
    settings.WEBHOOKS_PRIVATE = False
    delivering.send_test(subscription_id=subscription, by=cast.samuel.pk, at=NOW)
    assert deliver(subscription) == 0
    assert Delivery.objects.get().problem == "forbidden"
    assert receiver.came == []


def test_bodies_are_json_with_the_letters_of_people(cast: Cast, receiver: Receiver) -> None:
    subscription, _ = subscribe(cast, receiver)
    crossed(at=cast.at)
    told(subscription)
    for headers, body in receiver.came:
        assert headers["content-type"] == "application/json"
        assert headers["user-agent"].startswith("Dueto/")
        assert set(json.loads(body)) == {"type", "timestamp", "data"}
