"""What the lists of the page show: people, clocks, days, tables, filters."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace as Shown
from typing import Any

from dueto.domain.basics.message import say

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONG = "María Fernanda de la Concepción Gil-Peña Bustamante y Ureña de Santángel"
COMPANY = "Sociedad Agroexportadora y Comercializadora de Frutícolas del Valle Hondo y Conservas Punta Brava S. A. C."


def shown(*, now: datetime) -> dict[str, Any]:
    """Return the lists."""
    return {
        "people": _people(now),
        "clocks": _clocks(now),
        "days": _days(now),
        "filters": [
            Shown(label=say("from {country}", country=say("Peru")), remove_url="#"),
            Shown(label=say("quality"), remove_url="#"),
            Shown(label=say("active this week"), remove_url="#"),
        ],
        "more_filters": [Shown(label=say("Add a condition"), url="#")],
        "tabs": [
            Shown(label=say("Everybody"), url="#", is_current=True, count=6996),
            Shown(label=say("Qualified"), url="#", is_current=False, count=92),
            Shown(label=say("One datum away"), url="#", is_current=False, count=10),
            Shown(label=say("Returned"), url="#", is_current=False, count=None),
        ],
        "columns": [
            Shown(label=say("Executive"), is_number=False),
            Shown(label=say("Received"), is_number=True),
            Shown(label=say("In time"), is_number=True),
            Shown(label=say("First contact"), is_number=True),
        ],
        "table_rows": [
            _cells("Julia Montes", 31, "96 %", "2 h 40 min"),
            _cells("Diego Arce", 48, "41 %", "19 h"),
            _cells(LONG, 12345, "100 %", "3 h"),
        ],
        "lines": [
            Shown(label=say("Visited the prices"), points=15, detail=say("once a day, at most 25"), href="#"),
            Shown(label=say("Attended the webinar"), points=18, detail=say("6 days ago, half-life 45 days"), href="#"),
            Shown(label=say("Downloaded the guide"), points=6, detail=None, href="#"),
            Shown(label=say("Visited a case"), points=0, detail=None, href=""),
        ],
    }


def _cells(name: str, received: int, in_time: str, contact: str) -> list[Shown]:
    return [
        Shown(text=name, column="", href="#", is_number=False),
        Shown(text=received, column=say("Received"), href="#", is_number=True),
        Shown(text=in_time, column=say("In time"), href="", is_number=True),
        Shown(text=contact, column=say("First contact"), href="", is_number=True),
    ]


def _people(now: datetime) -> list[Shown]:
    def person(name: str, role: str, company: str, kind: str, word: Any, **more: Any) -> Shown:
        usual = {"missing": None, "act": None, "origin": None, "at": None, "clock": None, "with_colleague": None}
        return Shown(name=name, role=role, company=company, kind=kind, word=word, **{**usual, **more})

    late = Shown(words=say("overdue by {time}", time=19 * HOUR), is_late=True, due_at=now - 19 * HOUR)  # type: ignore[arg-type]
    return [
        person("Rocío Tello", "Jefa de calidad", "Conservas Punta Brava", "qualified", say("Qualified"),
               act=say("Visited the prices"), origin="webinar", at=now - timedelta(seconds=3)),
        person("Joaquín Ureña", "Gerente de operaciones", "Frutícola Valle Hondo", "one_datum", say("One datum away"),
               missing=say("sites"), act=say("Downloaded the guide"), origin="búsqueda", at=now - 3 * HOUR),
        person("Iris Pomar", "Coordinadora", "Empacadora Norte Claro", "qualified", say("Qualified"),
               clock=late, act=say("Asked to talk to sales"), origin="feria", at=now - DAY),
        person("Marco Loli", "Jefe de planta", "Avícola Los Sauces", "not_yet", say("Not yet"),
               missing=say("behaviour 12 of 30"), act=say("Visited a case"), origin="socio instalador",
               at=now - 4 * DAY, with_colleague=say("colleague with {name}", name="Julia")),
        person("Brenda Ochoa", "Tesista", "", "disqualified", say("Out"), missing="estudia, no compra",
               act=say("Downloaded the guide"), origin="búsqueda", at=now - 40 * DAY),
        person(LONG, "Coordinadora nacional de inocuidad, calidad y cadena de frío", COMPANY, "one_datum",
               say("One datum away"), missing=say("sites"), act=say("Attended the webinar"),
               origin="anuncio en red profesional", at=now - 400 * DAY),
        person("", "", "Cevichería El Tumbo", "not_yet", say("Not yet"), origin="teléfono entrante", at=now - 2 * DAY),
    ]  # fmt: skip


def _clocks(now: datetime) -> list[Shown]:
    def clock(words: Any, **is_what: bool) -> Shown:
        return Shown(words=words, due_at=now + HOUR, **is_what)

    return [
        clock(say("{time} left", time=3 * HOUR + HOUR * 2 / 3)),  # type: ignore[arg-type]
        clock(say("{time} left", time=HOUR / 5), is_soon=True),  # type: ignore[arg-type]
        clock(say("overdue by {time}", time=19 * HOUR), is_late=True),  # type: ignore[arg-type]
        clock(say("paused with {time} left", time=2 * HOUR), is_paused=True),  # type: ignore[arg-type]
        clock(say("kept with {time} to spare", time=HOUR), is_done=True),  # type: ignore[arg-type]
        clock(say("no longer owed"), is_moot=True),
    ]


def _days(now: datetime) -> list[Shown]:
    def act(at: datetime, label: Any, **more: Any) -> Shown:
        usual = {"detail": None, "icon": "visit", "voice": "", "href": "", "points": 0}
        return Shown(at=at, label=label, **{**usual, **more})

    return [
        Shown(day=now.date(), acts=[
            act(now, say("Qualified: from here on it belongs to sales"), voice="both", is_crossing=True),
            act(now - timedelta(seconds=3), say("Visited the prices"), href="#", points=15,
                detail="nevadal.example/precios"),
            act(now - HOUR, say("Read a mail"), icon="mail", is_quiet=True,
                detail=say("a machine clicked; it does not count")),
        ]),
        Shown(day=(now - 6 * DAY).date(), acts=[
            act(now - 6 * DAY, say("Attended the webinar"), icon="event", href="#", points=18,
                detail="Auditorías sin sorpresas"),
        ]),
        Shown(day=(now - 400 * DAY).date(), acts=[
            act(now - 400 * DAY, say("Downloaded the guide"), icon="download", href="#", points=6, detail=LONG),
            act(now - 400 * DAY, say("Called by {name}", name="Rosa Huamán"), voice="marketing"),
            act(now - 400 * DAY, say("Called by {name}", name="Julia Montes"), voice="sales"),
        ]),
    ]  # fmt: skip
