"""A few people of Nevadal, who came by the forms and did things: for the tests of the base's pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from dueto.apps.base.actions import act, take_form, tell
from dueto.apps.leads.actions import judge
from dueto.apps.team.models import Member
from dueto.domain.agreement.agreement import Agreement
from tests.cast import Cast
from tests.domain.nevadal import nevadal

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ROCIO = {
    "full_name": "Rocío Tello", "company": "Conservas Punta Brava", "email": "rocio@puntabrava.example",
    "role": "jefa de calidad", "country": "PE", "sector": "alimentos", "sites": "6",
}  # fmt: skip
JOAQUIN = {
    "full_name": "Joaquín Ureña", "company": "Frutícola Valle Hondo", "email": "jurena@vallehondo.example",
    "role": "gerente de operaciones", "country": "CL", "sector": "agroexportación",
}  # fmt: skip
BRENDA = {
    "full_name": "Brenda Ochoa", "company": "Universidad del Sur", "email": "brenda@gmail.com", "role": "tesista",
    "country": "PE", "sector": "alimentos", "sites": "1",
}  # fmt: skip


def agreement() -> Agreement:
    """Return the agreement in force."""
    return nevadal()


def came(values: dict[str, str], *, at: datetime, form: str = "guia", origin: str = "") -> int:
    """Return the id of somebody who filled in a form; what the form requires and they did not say is made unknown."""
    asked = {"sites": "1", "sector": "alimentos", **values}
    taken = take_form(
        agreement=agreement(), form=form, values=asked, at=at,
        first_page=f"https://nevadal.example/guias{origin}", referrer="",
    )  # fmt: skip
    assert taken.person_id is not None, taken.refusals
    return taken.person_id


@dataclass(frozen=True)
class People:
    """Their ids."""

    rocio: int
    joaquin: int
    brenda: int


def write_people(cast: Cast, *, at: datetime | None = None) -> People:
    """Return Rocío, one visit before crossing; Joaquín, who lacks one datum; Brenda, who is out. All judged."""
    at = at or cast.at
    rocio = came(ROCIO, at=at - 20 * DAY, origin="?utm_source=webinar&utm_campaign=auditorias")
    act(person_id=rocio, kind="download", at=at - 12 * DAY, item="siete errores al medir el frío")
    act(person_id=rocio, kind="event", at=at - 6 * DAY, item="auditorías sin sorpresas", status="attended",
        event_kind="webinar")  # fmt: skip
    joaquin = came(JOAQUIN, at=at - 9 * DAY)
    withdraw(joaquin, "sites", at=at - 9 * DAY + MINUTE, by=cast.mara.pk)
    for ago, path in ((3, "/precios"), (2, "/precios"), (1, "/casos")):
        act(person_id=joaquin, kind="visit", at=at - ago * DAY, path=path)
    act(person_id=joaquin, kind="event", at=at - 4 * DAY, item="auditorías sin sorpresas", status="attended")
    brenda = came(BRENDA, at=at - 2 * DAY)
    act(person_id=brenda, kind="visit", at=at - 1 * DAY, path="/precios")
    judge(person_ids=[rocio, joaquin, brenda], at=at)
    return People(rocio, joaquin, brenda)


def withdraw(person_id: int, field: str, *, at: datetime, by: int) -> None:
    """Make a datum unknown again."""
    tell(person_id=person_id, field=agreement().fields[field], value="", by=by, at=at)


@pytest.fixture
def people(cast: Cast) -> Iterator[People]:
    """Return the people, while the doors' clock stands at the instant of the cast."""
    with time_machine.travel(cast.at, tick=False):
        yield write_people(cast)


def as_(member: Member, *, language: str = "es") -> Client:
    """Return the browser of a member, in a language, at whatever instant the clock shows."""
    client = Client()
    client.cookies["dueto_language"] = language
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
