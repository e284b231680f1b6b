"""The page of the mailbox: who waits, what Dueto took a mail for and why, and what a colleague makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from pytest_django import Settings

from dueto.adapters.mail.boxes import Box
from dueto.adapters.mail.incoming import read
from dueto.apps.base.models import Activity, Person
from dueto.apps.conversations.actions import take_mail
from dueto.apps.conversations.models import Mailbox, Message
from dueto.apps.conversations.ours import ours
from dueto.apps.leads.models import Verdict
from tests.cast import Cast
from tests.thread import fill
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ODD = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def morning(cast: Cast) -> Iterator[None]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(cast.at, tick=False):
        yield


def came(text: str = "Precios, por favor.", *, sender: str, at: datetime, headers: str = "") -> Message:
    """Return a mail as it was taken in."""
    box, _ = Mailbox.objects.get_or_create(name="ventas", defaults={"due_at": at, "validity": 1})
    octets = (
        f"From: {sender}\nSubject: Hola {ODD}\n{headers}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
    )
    message = take_mail(
        read(octets, arrived_at=at), mailbox="ventas", validity=1, uid=box.last_uid + 1, arrived_at=at, ours=ours(),
        at=at,
    )  # fmt: skip
    assert message is not None
    return message


def test_it_says_who_waits_and_why_dueto_thinks_so(cast: Cast) -> None:
    fill("contacto", at=cast.at)
    came(sender="rocio.tello@puntabrava.example", at=cast.at)
    came(f"Quiero saber {ODD}", sender="Ana Ruiz <ana@sur.example>", at=cast.at)

    page = as_(cast.mara).get("/mailbox/").content.decode()

    assert page.index("Ana Ruiz") < page.index("Rocío Tello")
    assert "Dueto lo tomó por una consulta nueva: nadie de la base tiene este correo." in page
    assert "Dueto lo tomó por una respuesta: el correo está en la base." in page
    assert ODD not in page


def test_without_a_mailbox_it_says_how_to_set_one_up(cast: Cast) -> None:
    assert "DUETO_IMAP_HOST=" in as_(cast.samuel).get("/mailbox/").content.decode()


def test_a_mailbox_in_trouble_says_so_in_words_and_is_tried_again_on_demand(cast: Cast, settings: Settings) -> None:
    settings.MAILBOXES = (Box("ventas", "imap.example", 993, "u", "p"),)
    Mailbox.objects.create(
        name="ventas", due_at=cast.at.replace(hour=23), trouble="refused", troubled_at=cast.at, failures=3
    )
    client = as_(cast.mara)
    assert "El servidor de correo rechaza el usuario o la contraseña." in client.get("/mailbox/").content.decode()

    assert client.post("/mailbox/readings/", {"mailbox": "ventas"}).status_code == 303

    assert Mailbox.objects.get().due_at == cast.at


def test_taken_for_nothing_it_scores_no_more_and_taken_for_an_answer_it_does(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    message = came(sender="rocio.tello@puntabrava.example", at=cast.at)
    client = as_(cast.nora)

    assert client.post(f"/mailbox/{message.pk}/kind/", {"kind": "nothing"}).status_code == 303
    before = Verdict.objects.get(person_id=person, definition="negocio nuevo").behaviour
    answer = client.post(f"/mailbox/{message.pk}/kind/", {"kind": "reply", "show": "done"}, headers=HTMX)

    assert "Clasificado." in answer.content.decode()
    assert Verdict.objects.get(person_id=person, definition="negocio nuevo").behaviour == before + 15
    assert Activity.objects.filter(reason="sorted anew", classed="automatic").count() == 1


def test_what_was_set_aside_becomes_a_prospect_by_one_tap(cast: Cast) -> None:
    message = came(sender="Eva Paz <eva@sur.example>", at=cast.at, headers="X-Spam-Flag: YES\n")
    assert not Person.objects.exists()

    as_(cast.nora).post(f"/mailbox/{message.pk}/kind/", {"kind": "inquiry"})

    message.refresh_from_db()
    assert message.identity is not None
    assert message.identity.person is not None
    assert message.identity.person.card.full_name == "Eva Paz"


def test_a_forward_of_a_colleague_is_given_to_a_person_by_hand(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    message = came(sender=f"Julia <{cast.julia.email}>", at=cast.at)
    client = as_(cast.mara)
    found = client.get("/mailbox/", {"show": "aside", "message": message.pk, "q": "rocio"}).content.decode()
    assert f'name="person" value="{person}"' in found

    client.post(f"/mailbox/{message.pk}/person/", {"person": person})

    message.refresh_from_db()
    assert message.identity is not None
    assert (message.kind, message.identity.person_id, message.identity.kind) == ("reply", person, "manual")
    assert Activity.objects.filter(identity__person_id=person, kind="reply").count() == 1


def test_a_new_prospect_who_turns_out_to_be_known_is_merged_and_known_by_that_address_too(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    message = came(sender="Rocio <rtello@gmail.com>", at=cast.at)

    assert as_(cast.mara).post(f"/mailbox/{message.pk}/person/", {"person": person}).status_code == 303

    message.refresh_from_db()
    assert message.identity is not None
    assert (message.kind, message.identity.person_id) == ("reply", person)
    assert Person.objects.filter(merged_into=person).count() == 1
    assert came("Otra vez", sender="rtello@gmail.com", at=cast.at).why == "known address"


@pytest.mark.parametrize("posted", [{"person": "999999"}, {"person": "-1"}, {"person": "x" * 40}, {}])
def test_nobody_is_given_nothing(cast: Cast, posted: dict[str, str]) -> None:
    message = came(sender="ana@sur.example", at=cast.at)

    assert as_(cast.mara).post(f"/mailbox/{message.pk}/person/", posted).status_code == 422


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("julia", "kind", 403), ("ines", "person", 403), ("ines", "settlement", 303), ("olga", "settlement", 404),
        ("nora", "kind", 303),
    ],
)  # fmt: skip
def test_who_may_do_what(cast: Cast, who: str, path: str, status: int) -> None:
    message = came(sender="ana@sur.example", at=cast.at)

    assert as_(cast[who]).post(f"/mailbox/{message.pk}/{path}/", {"kind": "nothing"}).status_code == status


def test_settled_it_waits_no_more_and_says_who_did_it(cast: Cast) -> None:
    message = came(sender="ana@sur.example", at=cast.at)
    client = as_(cast.ines)
    client.post(f"/mailbox/{message.pk}/settlement/")

    assert "ana@sur.example" not in client.get("/mailbox/").content.decode()
    assert "Lo atendió Inés Palma" in client.get("/mailbox/?show=done").content.decode()


def test_the_person_shows_what_was_said_that_they_are_away_and_that_mail_comes_back(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    sender = "rocio.tello@puntabrava.example"
    came("Sí, el jueves.\n\nEl mar, 2 jun 2026, Julia escribió:\n> ¿Nos vemos?", sender=sender, at=cast.at)
    came("Estaré fuera hasta el 30 de junio. Escribir a carla@puntabrava.example", sender=sender, at=cast.at,
         headers="Auto-Submitted: auto-replied\n")  # fmt: skip

    page = as_(cast.mara).get(f"/people/{person}/").content.decode()

    assert '<summary class="small">Hola &lt;script&gt;' in page
    assert "Lo que cita" in page
    assert "Fuera hasta el 30 jun" in page
    assert "En su lugar: carla@puntabrava.example." in page
