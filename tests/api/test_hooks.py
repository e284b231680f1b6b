"""Webhooks in: old, wrong and missing signatures open nothing; an id is taken once; what is not understood stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from dueto.adapters.webhooks.signing import Doubt, doubt_of, headers_of
from dueto.apps.base.models import Activity, Person
from dueto.apps.privacy.actions import erase
from dueto.apps.webhooks.actions import origins, receiving
from dueto.apps.webhooks.models import Body, Received
from dueto.work.webhooks.understanding import understanding
from tests.api.program import ANA, Program, bring
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MAPPING = {name: f"data.{name}" for name in ANA}
SAID = json.dumps({"data": ANA})
BY_PHONE = {"sender": "from", "direction": "direction", "result": "outcome", "occurred_at": "at"}


@pytest.fixture
def door(cast: Cast) -> tuple[int, str]:
    """Return a door for a form tool, and its secret."""
    return open_door(cast, mapping=MAPPING)


def open_door(cast: Cast, *, name: str = "Typeform", takes: str = "inquiry", **more: Any) -> tuple[int, str]:
    """Return a door for another system, and its secret."""
    given = {"form": "contacto", "given_secret": "", "mapping": MAPPING, **more}
    return origins.make_origin(name=name, takes=takes, by=cast.samuel.pk, at=cast.at, **given)


def send(
    secret: str, body: str = SAID, *, code: str = "typeform", message_id: str = "m1", at: datetime | None = None,
    **changed: str | None,
) -> Any:  # fmt: skip
    """Return the answer to a message, its headers changed or left out as told."""
    headers = headers_of(message_id, body, secrets=[secret], at=at or datetime.now(UTC))
    for name, value in changed.items():
        headers[name.replace("_", "-")] = value  # type: ignore[assignment]
    kept = {name: value for name, value in headers.items() if value is not None}
    return Client(headers=kept).generic("POST", f"/api/v1/hooks/{code}", body.encode(), content_type="application/json")


def test_an_inquiry_of_another_system_is_taken_and_understood(door: tuple[int, str]) -> None:
    answer = send(door[1])
    assert (answer.status_code, answer.json()) == (202, {"is_new": True})
    assert understanding() == 1

    received = Received.objects.get()
    assert received.person_id == Person.objects.get().pk
    assert received.understood_at is not None
    assert not Body.objects.exists(), "what was written is kept no longer than needed"


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("old", {"webhook_timestamp": str(int((datetime.now(UTC) - timedelta(minutes=6)).timestamp()))}),
        ("of tomorrow", {"webhook_timestamp": str(int((datetime.now(UTC) + timedelta(days=1)).timestamp()))}),
        ("no instant", {"webhook_timestamp": "yesterday"}),
        ("a far instant", {"webhook_timestamp": "9" * 30}),
        ("wrong", {"webhook_signature": "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}),
        ("no base64", {"webhook_signature": "v1,ñ"}),
        ("of another version", {"webhook_signature": "v2,AAAA"}),
        ("of another id", {"webhook_id": "m2"}),
        ("without a signature", {"webhook_signature": None}),
        ("without an instant", {"webhook_timestamp": None}),
        ("without an id", {"webhook_id": None}),
    ],
)
def test_a_signature_that_is_old_wrong_or_missing_opens_nothing(
    door: tuple[int, str], name: str, changed: dict[str, str | None]
) -> None:
    answer = send(door[1], **changed)
    assert answer.status_code == 401, name
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Received.objects.exists()


def test_another_doors_secret_and_a_truly_old_signature_open_nothing(cast: Cast, door: tuple[int, str]) -> None:
    _, other = open_door(cast, name="WhatsApp")
    assert send(other).status_code == 401
    assert send(door[1], at=datetime.now(UTC) - timedelta(minutes=5, seconds=5)).status_code == 401
    assert send(door[1], code="nobody").status_code == 404
    assert not Received.objects.exists()


def test_the_same_id_twice_is_taken_once(door: tuple[int, str]) -> None:
    assert [send(door[1]).json()["is_new"] for _ in range(3)] == [True, False, False]
    understanding()
    assert send(door[1]).json()["is_new"] is False
    understanding()
    assert Activity.objects.filter(kind="form").count() == 1


def test_what_is_not_understood_stays_until_the_mapping_is_mended(cast: Cast) -> None:
    door, secret = open_door(cast, mapping={"email": "data.mail"})
    send(secret)
    understanding()
    assert Body.objects.get().reasons
    assert not Person.objects.exists()
    assert understanding() == 0, "nobody looks again by itself"

    origins.mend_origin(origin_id=door, form="contacto", mapping=MAPPING, by=cast.samuel.pk, at=cast.at)
    assert receiving.look_again(origin_id=door, by=cast.samuel.pk, at=cast.at) == 1
    understanding()
    assert Person.objects.count() == 1
    assert not Body.objects.exists()


def test_a_call_and_a_chat_find_whom_they_were_with_or_make_them_known(cast: Cast, program: Program) -> None:
    person = bring(program, phone="+51 987 654 321")
    _, secret = open_door(cast, name="PBX", takes="call", mapping=BY_PHONE)
    at = datetime.now(UTC) - timedelta(hours=1)
    body = {"from": "+51987654321", "direction": "inbound", "outcome": "talked", "at": int(at.timestamp())}
    said = (body, {**body, "direction": "outbound"}, {**body, "from": "+51911111111", "direction": "outbound"})
    for number, one in enumerate(said):
        assert send(secret, json.dumps(one), code="pbx", message_id=f"m{number}").status_code == 202
    _, secret = open_door(cast, name="WhatsApp", takes="whatsapp", mapping={"sender": "from", "text": "text.body"})
    chat = json.dumps({"from": "+56 9 8765 4321", "text": {"body": "¿Cuánto cuesta?"}})
    assert send(secret, chat, code="whatsapp").status_code == 202
    understanding()

    calls = Activity.objects.filter(kind="call").order_by("id")
    assert [(one.direction, one.result, one.identity.person_id) for one in calls] == [
        ("inbound", "talked", person), ("outbound", "talked", person),
    ]  # fmt: skip
    assert abs(calls[0].occurred_at - at) < timedelta(seconds=1)
    assert list(Body.objects.get().reasons) == ["sender"], "nobody is known whom we are said to have called"
    assert Person.objects.count() == 2, "who writes and is not known becomes a prospect"


@pytest.mark.parametrize(
    "body", ["[1]", '"x"', "5", "null", "{", '{"a":' * 10_000 + "1" + "}" * 10_000, '{"a":"\\u0000"}']
)
def test_bodies_that_are_no_object_are_refused_although_signed(door: tuple[int, str], body: str) -> None:
    assert send(door[1], body).status_code in (400, 422)
    assert not Received.objects.exists()


@pytest.mark.parametrize(
    "data",
    [{}, {"data": None}, {"data": [ANA]}, {"data": {"email": {"x": 1}}}, {"data": {"email": ["a@b.example", 3]}}],
)
def test_shapes_that_nobody_expected_are_kept_with_a_reason(door: tuple[int, str], data: object) -> None:
    assert send(door[1], json.dumps(data)).status_code == 202
    assert understanding() == 1
    assert Body.objects.get().reasons
    assert not Person.objects.exists()


def test_doubts_do_not_depend_on_who_asks_when() -> None:
    at, body = datetime(2026, 6, 16, tzinfo=UTC), b'{"a": 1}'
    secret = "whsec_" + "c2VjcmV0" * 4
    headers = headers_of("m", body.decode(), secrets=[secret, "whsec_" + "b3RoZXI1" * 4], at=at)
    edge = timedelta(minutes=5)
    assert doubt_of(headers, body, secrets=[secret], at=at + edge) is None
    assert doubt_of(headers, body, secrets=["whsec_" + "b3RoZXI1" * 4], at=at - edge) is None
    assert doubt_of(headers, body, secrets=[secret], at=at + edge + timedelta(seconds=1)) is Doubt.OLD
    assert doubt_of(headers, body + b" ", secrets=[secret], at=at) is Doubt.WRONG
    assert doubt_of(headers, b"\xff", secrets=[secret], at=at) is Doubt.WRONG


def test_what_names_somebody_who_asked_to_be_forgotten_goes_with_them(cast: Cast, program: Program) -> None:
    _, secret = open_door(cast, mapping={"email": "data.nowhere"})
    named = json.dumps({"data": {"who": "Ana Sol", "mail": "ana@lacteos.example"}})
    other = json.dumps({"data": {"who": "Eva Paz"}})
    for number, body in enumerate((named, other)):
        assert send(secret, body, message_id=f"m{number}").status_code == 202
    understanding()

    erase(person_id=bring(program), by=cast.nora.pk, at=datetime.now(UTC))

    assert [body.text for body in Body.objects.all()] == [other]
    assert understanding() == 0
