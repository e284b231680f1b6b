"""People of Nevadal handed over to sales, an hour ago unless said otherwise: for the tests of the pages of sales."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dueto.apps.base.actions import act, take_form
from dueto.apps.handoff.actions import hand_over
from dueto.apps.handoff.models import Handoff
from dueto.apps.leads.actions import judge
from dueto.apps.team.models import Member
from tests.cast import Cast, write_cast
from tests.domain.nevadal import nevadal

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PEOPLE = {
    "rocio": ("Rocío Tello", "Conservas Punta Brava", "jefa de calidad", "PE", "+51 987 000 111"),
    "joaquin": ("Joaquín Ureña", "Frutícola Valle Hondo", "gerente de operaciones", "CL", "+56 9 2000 0222"),
    "emilio": ("Emilio Santángel", "Lácteos Quebrada Seca", "gerente general", "PE", "+51 987 000 444"),
    "norte": ("Amparo Villegas", "Empacadora Norte Claro", "jefa de calidad", "MX", "+52 55 1000 0777"),
}


def long_ago_cast() -> Cast:
    """Return the cast, whose agreement took effect forty days ago."""
    return write_cast(at=datetime.now(UTC) - 40 * DAY)


def person(key: str, *, at: datetime, **more: str) -> int:
    """Return the id of one of the people, who filled in a form three days before `at` and came to the webinar."""
    name, company, role, country, phone = PEOPLE[key]
    values = {
        "full_name": name, "company": company, "role": role, "country": country, "phone": phone,
        "email": f"{key}@{company.split()[-1].lower()}.example", "sector": "alimentos", "sites": "6",
    }  # fmt: skip
    taken = take_form(
        agreement=nevadal(), form="guia", values=values | more, at=at - 20 * DAY,
        first_page="https://nevadal.example/guias?utm_source=webinar&utm_campaign=auditorias", referrer="",
    )  # fmt: skip
    assert taken.person_id is not None, taken.refusals
    act(person_id=taken.person_id, kind="event", at=at - 3 * DAY, item="auditorías sin sorpresas", status="attended")
    act(person_id=taken.person_id, kind="visit", at=at - 2 * DAY, path="/precios")
    act(person_id=taken.person_id, kind="visit", at=at - DAY, path="/casos/rio-seco")
    return taken.person_id


def handed(key: str = "rocio", *, at: datetime | None = None, to: Member | None = None, **lead: Any) -> Handoff:
    """Return the hand-off of one of the people, given to `to` instead of whose turn it is."""
    at = at or datetime.now(UTC) - HOUR
    opened = judge(person_ids=[person(key, at=at)], at=at)
    assert opened, "nobody crossed"
    handoff = hand_over(lead_id=opened[0], at=at, **lead)
    assert handoff is not None, "nobody could take it"
    if to is not None and handoff.executive_id != to.pk:
        handoff.clocks.update(owed_by=to)
        Handoff.objects.filter(pk=handoff.pk).update(executive=to)
        handoff.refresh_from_db()
    return handoff
