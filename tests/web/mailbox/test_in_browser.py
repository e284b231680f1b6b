"""The other doors in a real browser: on a telephone and a desk, in both languages, light and dark."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dueto.adapters.mail.boxes import Box
from dueto.apps.base.actions import tell
from dueto.apps.conversations.actions import log_call
from dueto.apps.conversations.models import Mailbox
from dueto.apps.handoff.actions import claim
from dueto.domain.conditions.fields import STANDARD_FIELDS
from tests.browser import IS_LONG, LOOKS
from tests.cast import Cast
from tests.web.live import Live
from tests.web.mailbox.test_mailbox import came
from tests.web.people.world import People

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "waiting": "/mailbox/",
    "aside": "/mailbox/?show=aside",
    "done": "/mailbox/?show=done",
    "find": "/find/?full_name=Roc%C3%ADo+Tello&company=Punta+Brava",
    "call": "/find/call/",
    "sources": "/sources/",
    "person": "/people/{rocio}/",
}
ON_A_DESK = ("aside", "call", "sources")
"""Each page is looked at in one look; all of them in every look in the long proofs."""


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_every_door_is_accessible_and_fits(
    live: Live, cast: Cast, people: People, settings: Any, size: str, language: str, dark: bool
) -> None:
    settings.MAILBOXES = (Box("ventas", "imap.example", 993, "u", "p"), Box("info", "imap.example", 993, "u", "p"))
    fill_in(cast, people)

    seen = live(cast.mara, size=size, language=language, dark=dark)

    for name, path in PAGES.items():
        if not IS_LONG and (size == "desk") != (name in ON_A_DESK):
            continue
        page = seen.go(path.format(rocio=people.rocio))
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        seen.shot(f"doors-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
        seen.assert_accessible()


def test_who_it_is_shows_while_it_is_typed_and_a_talk_is_noted_and_taken_back(
    live: Live, cast: Cast, people: People
) -> None:
    page = live(cast.julia, size="phone").go("/find/")

    page.get_by_label("Nombre completo").press_sequentially("rosio tel")
    page.get_by_role("button", name="Es esta persona").click()
    page.get_by_text("Ya estaba en la base").wait_for()
    page.get_by_role("link", name="Anotar una conversación").click()
    page.locator("label[for=talk-inbound]").click()
    page.get_by_role("dialog").get_by_label("Qué se dijo").fill("Pregunta por la auditoría.")
    page.get_by_role("dialog").get_by_role("button", name="Anotarlo").click()
    page.get_by_text("Anotado. Ya cuenta.").wait_for()
    page.get_by_role("button", name="Retirar").click()

    page.get_by_text("un colega lo retiró").wait_for()


def fill_in(cast: Cast, people: People) -> None:
    """Let several people write, call, be away."""
    hour = timedelta(hours=1)
    came(
        "Buenos días:\n\nQuisiéramos precios para 6 cámaras.\n\nSaludos",
        sender="Ana Ruiz <ana@sur.example>",
        at=cast.at,
    )
    came("Sí, el jueves está bien.\n\nEl mar, 2 jun 2026, Julia escribió:\n> ¿Nos vemos?", at=cast.at - hour,
         sender="rocio@puntabrava.example")  # fmt: skip
    came("Estaré fuera hasta el 30 de junio. Escribir a carla@puntabrava.example", sender="rocio@puntabrava.example",
         at=cast.at, headers="Auto-Submitted: auto-replied\n")  # fmt: skip
    came(sender=f"Julia <{cast.julia.email}>", at=cast.at)
    came(sender="no-reply@banco.example", at=cast.at)
    Mailbox.objects.filter(name="ventas").update(read_at=cast.at)
    Mailbox.objects.create(name="info", due_at=cast.at + hour, trouble="refused", troubled_at=cast.at)
    field = STANDARD_FIELDS["heard_from"]
    tell(person_id=people.rocio, field=field, value="Un webinar", by=cast.mara.pk, at=cast.at)
    log_call(
        person_id=people.rocio, direction="inbound", result="talked", by=cast.mara.pk, at=cast.at, note="Pide visita."
    )
    claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)
