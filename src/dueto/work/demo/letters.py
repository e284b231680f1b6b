"""What lies in the mailbox of the demo: one mail of each kind, of today and yesterday, put there as a mail server does.

The worker takes them in like any others.
"""

from __future__ import annotations

import mailbox
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from dueto.apps.base.queries.listed import shown_as
from dueto.apps.base.queries.search import ranked, search
from dueto.apps.conversations.actions import note_sent
from dueto.work.demo.cast import mail_of
from dueto.world.cast import ELENA, JULIA, Member

OURS: Final = "ventas@nevadal.example"
HOUR: Final = timedelta(hours=1)
VISIT: Final = "<visita-planta@nevadal.example>"
"""What Julia wrote to Ramiro, whose answer comes in."""
RAMIRO, HERNAN, BRENDA, PATRICIA = "Ramiro Cuéllar", "Hernán Cifuentes", "Brenda Ochoa", "Patricia Lazarte"

ASKED: Final = """\
Buenos días:

Somos un laboratorio con 4 sedes y 9 cámaras, y en marzo nos visita la autoridad sanitaria. Quisiéramos saber si sus \
sensores dejan el registro que pide la auditoría, y cuánto cuesta empezar con una sede.

Saludos,
Carmen Villar
Jefa de aseguramiento de la calidad · Laboratorios Cordillera Blanca
"""
ANSWERED: Final = """\
Hola, Julia:

El jueves a las 10:00 está bien. Venga a la planta nueva, así ve las dos cámaras que nos preocupan. ¿Puede traer \
el informe de una auditoría de ejemplo?

Ramiro

El {day}, Julia Montes escribió:
> Hola, Ramiro:
> ¿Puedo visitar la planta esta semana?
"""
AWAY: Final = """\
Estaré fuera de la oficina hasta el {back}.
Para asuntos urgentes escriba a Paola Rincón (paola.rincon@tresplazas.example).

Hernán Cifuentes
"""
CAME_BACK: Final = """\
From: MAILER-DAEMON@mx.correo.example
To: ventas@nevadal.example
Subject: No se pudo entregar el mensaje
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=parte
Auto-Submitted: auto-replied

--parte
Content-Type: text/plain; charset=utf-8

El buzón está lleno.
--parte
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.correo.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox full
--parte--
"""
FORWARDED: Final = """\
Les paso esto, me llegó a mí:

---------- Mensaje reenviado ----------
De: Patricia Lazarte, Agroexportadora Río Seco
Asunto: precios de Ruta

¿Nos mandan precios de Ruta para 14 camiones?
"""
MACHINE: Final = """\
Su estado de cuenta de este mes ya está disponible. Este buzón no recibe respuestas.
"""
NEWS: Final = """\
Frío Industrial, el boletín de la semana: tres ferias que vienen, y por qué sube el precio del amoníaco.
"""


def post(*, launch: datetime) -> None:
    """Put the mails into the folder from which the demo reads its mailbox, if it has one."""
    folder = next((Path(box.path) for box in settings.MAILBOXES if box.path), None)
    if folder is None:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    box = mailbox.Maildir(folder)
    for number, (mail, ago) in enumerate(_mails(launch), 1):
        arrived = launch - ago
        mail["Message-ID"] = f"<{number}.{launch:%Y%m%d%H%M%S}@demo.example>"
        mail["Date"] = format_datetime(arrived)
        delivered = mailbox.MaildirMessage(mail)
        delivered.set_date(arrived.timestamp())
        box.add(delivered)


def _mails(launch: datetime) -> Iterator[tuple[Message[Any, Any], timedelta]]:
    """Yield each mail with how long ago it came."""
    carmen = "Carmen Villar <carmen.villar@cordillerablanca.example>"
    yield _mail(carmen, "Registro para auditoría y precios", ASKED), HOUR
    yield _mail("Portal de pagos <no-reply@bancodelsur.example>", "Su estado de cuenta", MACHINE), 5 * HOUR
    yield _mail(_of(ELENA), "RV: precios de Ruta", FORWARDED), 2 * HOUR
    news = _mail("Frío Industrial <redaccion@frioindustrial.example>", "El boletín de la semana", NEWS)
    news["List-Id"] = "<boletin.frioindustrial.example>"
    yield news, 20 * HOUR
    if (ramiro := _known(RAMIRO)) is not None:
        person, address = ramiro
        note_sent(message_id=VISIT, person_id=person, at=launch - 27 * HOUR)
        text = ANSWERED.format(day=f"{launch - 27 * HOUR:%d/%m/%Y}")
        answer = _mail(f"{RAMIRO} <{address}>", "Re: Visita a la planta", text, to=_of(JULIA))
        answer["Cc"], answer["In-Reply-To"] = OURS, VISIT
        yield answer, 3 * HOUR
    if (hernan := _known(HERNAN)) is not None:
        text = AWAY.format(back=f"{launch + timedelta(days=12):%d/%m/%Y}")
        away = _mail(f"{HERNAN} <{hernan[1]}>", "Respuesta automática: Novedades de Nevadal", text)
        away["Auto-Submitted"] = "auto-replied"
        yield away, 22 * HOUR
    if (brenda := _known(BRENDA)) is not None:
        yield message_from_bytes(CAME_BACK.format(address=brenda[1]).encode(), policy=default), 23 * HOUR


def _mail(sender: str, subject: str, text: str, *, to: str = OURS) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail.set_content(text)
    return mail


def _of(member: Member) -> str:
    return f"{member.name} <{mail_of(member.key)}>"


def _known(name: str) -> tuple[int, str] | None:
    """Return somebody of the world by name, with the address."""
    found = shown_as(ranked(search(name).person_ids, name, most=1))
    return next(((one.id, one.email) for one in found if one.name == name and one.email), None)
