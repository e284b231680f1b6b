"""The mailbox as another program works through it: what waits, whose it is, what is nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from pytest_django import Settings

from dueto.adapters.mail.boxes import Box
from dueto.adapters.mail.incoming import read
from dueto.apps.conversations.actions import take_mail
from dueto.apps.conversations.models import Mailbox
from dueto.apps.conversations.ours import ours
from tests.api.program import Program, bring
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(AT, tick=False):
        yield


def came(sender: str, *, uid: int = 1, headers: str = "") -> int:
    """Return the id of a mail as it was taken in."""
    Mailbox.objects.get_or_create(name="ventas", defaults={"due_at": AT, "validity": 1})
    octets = f"From: {sender}\nSubject: Precios\n{headers}\n¿Cuánto cuesta?\n".encode()
    message = take_mail(
        read(octets, arrived_at=AT), mailbox="ventas", validity=1, uid=uid, arrived_at=AT, ours=ours(), at=AT
    )
    assert message is not None
    return message.pk


def test_what_waits_is_settled_and_read_with_the_person(program: Program) -> None:
    person = bring(program)
    mail = came("Ana Sol <ana@lacteos.example>")

    [waiting] = program.get("mails").json()["items"]
    assert (waiting["id"], waiting["person"], waiting["kind"]) == (mail, person, "reply")
    assert program.get(f"people/{person}/conversation").json()["items"][0]["text"] == "¿Cuánto cuesta?"
    assert program.post(f"mails/{mail}/settlement", {}).json()["settled_at"]
    assert program.get("mails").json()["items"] == []
    assert [one["id"] for one in program.get("mails?state=done").json()["items"]] == [mail]


def test_a_mail_is_given_to_a_person_with_whom_it_brought_in(program: Program) -> None:
    person = bring(program)
    mail = came("Ana Privada <ana@casa.example>")
    newcomer = program.get("mails?kind=inquiry").json()["items"][0]["person"]
    assert newcomer != person

    given = program.send("PUT", f"mails/{mail}/person", f'{{"person": {person}}}')
    assert given.json()["person"] == person
    assert program.get(f"people/{newcomer}").json()["id"] == person
    assert program.send("PUT", f"mails/{mail}/person", '{"person": 999999}').status_code == 422


def test_what_was_set_aside_is_dismissed(program: Program) -> None:
    mail = came("Fábrica <no-reply@fabrica.example>", headers="List-Unsubscribe: <https://f.example>\n")
    kind = program.get("mails?state=aside").json()["items"] or program.get("mails?state=done").json()["items"]
    assert [one["id"] for one in kind] == [mail]
    answer = program.send("PUT", f"mails/{mail}/kind", '{"kind": "nothing"}')
    assert answer.json()["kind"] == "nothing"
    assert program.send("PUT", f"mails/{mail}/kind", '{"kind": "song"}').status_code == 422


def test_a_mailbox_is_read_again(program: Program, settings: Settings) -> None:
    settings.MAILBOXES = (Box("ventas", "127.0.0.1", 143, user="", password=""),)
    assert program.get("mailboxes").json() == [{"name": "ventas", "read_at": None, "trouble": "", "troubled_at": None}]
    Mailbox.objects.create(name="ventas", due_at=AT.replace(year=2100))
    assert program.post("mailboxes/ventas/readings", {}).json() == {"is_asked": True}
    assert program.post("mailboxes/other/readings", {}).status_code == 404
