"""A house with somebody in it who is forgotten: run as a process of its own, on files or on a server of its own.

`main` is told what to do: `live FOLDER`, `clear` the log of the server, or tell the `counts`.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command

from dueto.adapters.voice import Voice
from dueto.apps.base.actions import act, note, tell
from dueto.apps.base.models import Activity, Company, Fact, Person
from dueto.apps.conversations.models import Message
from dueto.apps.handoff.actions import attempt, give_back
from dueto.apps.handoff.models import Attempt, Clock, Handoff, Return
from dueto.apps.leads.models import Lead, Move
from dueto.apps.privacy import server_log
from dueto.apps.privacy.actions import erase as forget
from dueto.apps.privacy.actions import scrub_now
from dueto.apps.privacy.models import Erasure
from dueto.cli.backup.home import backups
from dueto.cli.backup.make import back_up
from dueto.cli.doctor.inside import work as doctor
from dueto.collect.inbox import Hit, open_inbox
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.work.demo.cast import seat_cast
from dueto.work.rounds import understanding
from tests.apps.privacy.spelt import holds
from tests.thread import BROWSER, EPOCH, crossed, fill

HOUR = timedelta(hours=1)
NAME, MAIL, PHONE = "Zenobia Quintanar", "zenobia.quintanar@aguasclaras.example", "+51 987 654 321"
NOTE = "Prefiere hablar los jueves, después de su clase de violonchelo"
SECRETS = (NAME, "zenobia", "quintanar", MAIL, PHONE, "987654321", "violonchelo", "Ruta de su yegua Pandora")
OTHER = {"full_name": "Otra Persona", "email": "otra@puntabrava.example", "phone": "+51 900 000 112"}


def live() -> None:
    """Let somebody visit with their address in the link, fill in a form, be handed over and returned; then forget them.

    Before that a backup is made, and the folder that is named is searched: what is not found later was there.
    """
    call_command("migrate", verbosity=0)
    at = datetime.now(UTC) - 6 * HOUR
    cast = seat_cast(at=at - 100 * HOUR)
    inbox = open_inbox(str(settings.INBOX))
    url = (
        f"https://nevadal.example/precios/{MAIL}?email={MAIL.replace('@', '%40')}&utm_campaign={MAIL}&utm_source=feria"
    )
    for number in range(3):
        received = (at + number * HOUR / 10 - EPOCH) // timedelta(microseconds=1)
        inbox.append(
            [Hit(0, received, 0, "v-zenobia", "visit", url, None, MAIL, "es", "1x1", BROWSER, "k", None, None)]
        )
    task = understanding(inbox)
    while task():
        pass
    inbox.forget_until(inbox.newest_id(), 100)
    fill("guia", at=at, visitor="v-2", **OTHER)
    handoff = crossed(
        at=at, visitor="v-zenobia", full_name=NAME, email=MAIL, phone=PHONE, company="Quintanar & Hijas SAC"
    )
    person = handoff.lead.person_id
    note(person_id=person, text=NOTE, by=cast.members["mara"], at=at + HOUR)
    tell(
        person_id=person, field=STANDARD_FIELDS["need"], value=f"Lo pide {NAME}", by=cast.members["mara"], at=at + HOUR
    )
    act(person_id=person, kind="download", at=at + HOUR, item=f"Propuesta para {NAME}")
    assert handoff.executive_id is not None
    attempt(handoff_id=handoff.pk, by=handoff.executive_id, at=at + HOUR, channel="call", result="no_answer")
    give_back(
        handoff_id=handoff.pk, by=handoff.executive_id, at=at + 2 * HOUR, reason="aún investiga",
        note=f"{NAME}: Ruta de su yegua Pandora", which_one=NAME,
    )  # fmt: skip
    for identity in (handoff.lead.person.identities.first(), None):
        Message.objects.create(
            identity=identity, channel="mail", direction="inbound", kind="reply", name=NAME, address=MAIL,
            subject="Ruta de su yegua Pandora", text=NOTE, happened_at=at, known_at=at,
        )  # fmt: skip
    copied = back_up(backups(), at=datetime.now(UTC), with_secret=False, voice=Voice("en"))
    if not settings.IS_SQLITE:
        with psycopg.connect(os.environ["TEST_SERVER"], autocommit=True) as server:
            server.execute("checkpoint")  # what only the server's memory holds cannot be searched
    before, found = counts(), sorted(holds(Path(sys.argv[2]), SECRETS))
    forget(person_id=person, at=datetime.now(UTC))
    assert scrub_now(at=datetime.now(UTC)), "the files could not be cleaned"
    print(json.dumps({"before": before, "found": found, "backup": str(copied), "counts": counts()}))


def counts() -> dict[str, Any]:
    """Return what the funnel, the board and the promises count."""
    return {
        "rows": {model.__name__: model.objects.count()
                 for model in (Activity, Attempt, Clock, Company, Fact, Handoff, Lead, Move, Person, Return)},
        "crossed": Lead.objects.exclude(crossed_at=None).count(),
        "steps": sorted(Move.objects.values_list("step", "to")),
        "ends": sorted(Lead.objects.values_list("end", "end_reason", "counts")),
        "origins": Person.objects.exclude(origin=None).count(),
        "channels": sorted(Activity.objects.values_list("kind", "classed")),
        "forgotten": Erasure.objects.count(),
    }  # fmt: skip


def main() -> None:
    """Do what the call asks for."""
    match sys.argv[1]:
        case "live":
            live()
        case "clear":
            said = [one for one in doctor(at=datetime.now(UTC)) if one.check == "server-log"]
            server_log.clear()
            print(json.dumps({"said": [f"{one.says} {one.cure}" for one in said], "left": Erasure.objects.exclude(
                log_mark="").count()}))  # fmt: skip
        case _:
            print(json.dumps({"counts": counts()}))
