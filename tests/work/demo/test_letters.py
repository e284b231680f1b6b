"""The mailbox of the demo: a folder with a mail of each kind, taken in by the ordinary lane."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from dueto.adapters.mail.boxes import Box
from dueto.apps.conversations.models import Message
from dueto.work import mailbox
from dueto.work.demo.letters import post

pytestmark = pytest.mark.django_db


def test_the_worker_finds_a_mail_of_each_kind(nevadal: datetime, settings: Settings, tmp_path: Path) -> None:
    settings.MAILBOXES = (Box("ventas", path=str(tmp_path / "mailbox")),)
    post(launch=nevadal)
    post(launch=nevadal)
    with time_machine.travel(nevadal):
        assert mailbox.reading() == 7

    came = {one.subject: (one.kind, one.why) for one in Message.objects.filter(mailbox="ventas")}
    assert came == {
        "Registro para auditoría y precios": ("inquiry", "unknown sender"),
        "Re: Visita a la planta": ("reply", "answers ours"),
        "Respuesta automática: Novedades de Nevadal": ("away", "away"),
        "No se pudo entregar el mensaje": ("bounce", "came back"),
        "RV: precios de Ruta": ("aside", "colleague"),
        "Su estado de cuenta": ("aside", "nobody reads it"),
        "El boletín de la semana": ("nothing", "bulk"),
    }
    away = Message.objects.get(kind="away")
    assert away.back_on is not None
    assert away.substitute == "Paola Rincón <paola.rincon@tresplazas.example>"
