"""What lies on the desks of sales at the launch, at whatever hour and on whatever day that is."""

from __future__ import annotations

from typing import NamedTuple

from dueto.world.cast import ALVARO, CAMILA, JULIA, Member
from dueto.world.content import CASE, PRICES, PRODUCT, WEBINAR
from dueto.world.hours import hours_before
from dueto.world.months import DAY, HOUR
from dueto.world.narrator import Narrator
from dueto.world.people import write_facts
from dueto.world.routes import Step, do


class Waiting(NamedTuple):
    """One hand-off under way. `sent` and `answered` are business hours before the launch; `attempts` reached nobody."""

    person: str
    executive: Member
    cells: dict[str, str]
    steps: tuple[Step, ...]
    sent: float
    answered: float | None = None
    attempts: int = 0


HEARD = Step(5, "attended", WEBINAR)
DESK = (
    Waiting(
        "elvira-quiroz", JULIA,
        {"full_name": "Elvira Quiroz", "company": "Congelados Mar Sereno", "role": "Jefa de calidad",
         "sector": "alimentos", "sites": "7", "country": "PE", "phone": "900 000 121", "source": "webinar",
         "timing": "este trimestre", "measures_today": "planilla y termómetro"},
        (HEARD, Step(0, "visit", PRICES)),
        sent=0.6,
    ),
    Waiting(
        "gino-basurto", JULIA,
        {"full_name": "Gino Basurto", "company": "Frutícola Tres Molinos", "role": "Gerente de operaciones",
         "sector": "agroexportación", "sites": "11", "country": "PE", "phone": "900 000 122", "source": "search"},
        (Step(3, "visit", CASE), Step(0, "form", "hablar-con-ventas")),
        sent=0.25,
    ),
    Waiting(
        "maritza-oyola", JULIA,
        {"full_name": "Maritza Oyola", "company": "Laboratorios Cumbre Noble", "role": "Jefa de calidad",
         "sector": "farmacéutica", "sites": "4", "country": "PE", "phone": "900 000 123", "source": "client",
         "timing": "este trimestre"},
        (Step(1, "visit", PRODUCT), Step(0, "call", "inbound")),
        sent=1.2,
    ),
    Waiting(
        "renato-vildoso", JULIA,
        {"full_name": "Renato Vildósola", "company": "Berries Estrecho Lindo", "role": "Jefe de operaciones",
         "sector": "agroexportación", "sites": "5", "country": "CL", "phone": "9 2000 0124", "source": "ad"},
        (Step(4, "visit", CASE), Step(0, "form", "calculadora", 20), Step(0, "visit", PRICES)),
        sent=2.6, answered=1.4,
    ),
    Waiting(
        "yesenia-canales", JULIA,
        {"full_name": "Yesenia Canales", "company": "Mercados Puente Alegre", "role": "Gerente de logística",
         "sector": "retail", "sites": "22", "country": "PE", "phone": "900 000 125", "source": "network"},
        (Step(2, "call", "outbound"), Step(0, "form", "calculadora")),
        sent=7.5, answered=6.5, attempts=1,
    ),
    Waiting(
        "leonor-pulido", CAMILA,
        {"full_name": "Leonor Pulido", "company": "Droguería Valle Sano", "role": "Gerente de calidad",
         "sector": "farmacéutica", "sites": "9", "country": "CO", "phone": "300 000 0126", "source": "search"},
        (Step(4, "visit", CASE), Step(2, "reply", "programa auditoria"), Step(0, "form", "calculadora")),
        sent=0.9,
    ),
    Waiting(
        "ferran-boix", ALVARO,
        {"full_name": "Ferran Boix", "company": "Hortalizas Ribera Verde", "role": "Jefe de calidad",
         "sector": "agroexportación", "sites": "6", "country": "ES", "phone": "600 000 127", "source": "webinar"},
        (HEARD, Step(0, "visit", PRICES)),
        sent=1.5,
    ),
)  # fmt: skip


def desks(telling: Narrator) -> None:
    """Hand-offs whose answer or first contact is still owed, and in time."""
    for waiting in DESK:
        person = telling.known(waiting.person, **waiting.cells)
        zone = waiting.executive.zone
        sent = hours_before(telling.now, hours=waiting.sent, zone=zone)
        crossed = min(hours_before(sent, hours=0.1, zone=zone), sent - HOUR // 30)
        first = next(step for step in waiting.steps if step.kind != "visit")
        given = crossed - round(first.days * DAY) - first.minutes * HOUR // 60
        write_facts(telling.ledger, person, handle="email", at=given)
        for step in waiting.steps:
            at = crossed - round(step.days * DAY) - step.minutes * HOUR // 60
            do(telling.ledger, person, step, at=at)
        answered = waiting.answered
        telling.lead(
            person, crossed, waiting.executive, sent=sent, answer="accepted", attempts=waiting.attempts,
            answered=telling.now + HOUR if answered is None else hours_before(telling.now, hours=answered, zone=zone),
        )  # fmt: skip
        telling.done(person)
