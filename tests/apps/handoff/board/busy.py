"""A month of a busy company, the same in every run: for pages, their numbers of queries, and pictures."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from dueto.apps.leads.models import Lead
from tests.apps.handoff.board.history import HOUR, Passage, Told, write
from tests.cast import Cast

PEOPLE = (
    ("Rocío Tello", "jefa de calidad", "Conservas Punta Brava"),
    ("Joaquín Ureña", "gerente de operaciones", "Frutícola Valle Hondo"),
    ("Emilio Santángel", "gerente general", "Lácteos Quebrada Seca"),
    ("María Fernanda Gil Peña", "jefa de aseguramiento de la calidad", "Empacadora Norte Claro"),
    ("Ramiro Cuéllar", "jefe de logística", "Avícola Los Sauces"),
    ("Sonia Ibáñez", "", "Farmacéutica Lucena"),
    ("", "", "Grupo Alborada"),
)
CAMPAIGNS = ("Auditorías sin sorpresas", "Feria Andina del Frío", "búsqueda", "recomendación de cliente")


def write_busy(cast: Cast, *, as_of: datetime, leads: int = 92) -> list[Lead]:
    """Return the leads of a month up to `as_of`: some crossing today, some overdue, some won."""
    rng = Random(7)
    executives = [cast.julia.pk, cast.diego.pk, cast.camila.pk, cast.alvaro.pk]
    passages = [_earlier(rng, number, as_of, executives) for number in range(leads - 9)]
    passages += [_today(rng, number, as_of, executives) for number in range(9)]
    return write(passages, agreement=cast.agreement)


def _earlier(rng: Random, number: int, as_of: datetime, executives: list[int]) -> Passage:
    crossed_at = as_of - timedelta(days=1 + 14 * rng.random())
    sent_at = crossed_at + timedelta(minutes=3)
    answered_at = sent_at + 5 * HOUR * rng.random()
    name, role, company = PEOPLE[number % len(PEOPLE)]
    is_returned = rng.random() < 0.3
    is_late = number % 30 == 0
    clocks = (
        Told("answer", sent_at, sent_at + 4 * HOUR, answered_at),
        Told("first_contact", sent_at, sent_at + 8 * HOUR, None if is_late else answered_at + 4 * HOUR * rng.random()),
    )
    if is_returned:
        clocks = (*clocks[:1], Told("answer_return", answered_at, as_of + timedelta(hours=number % 9 - 2)))
    is_won = not is_returned and number % 13 == 0
    return Passage(
        crossed_at,
        stage="prospect" if is_returned else "won" if is_won else "accepted",
        end="returned" if is_returned else "won" if is_won else "",
        state="returned" if is_returned else "accepted",
        sent_at=sent_at,
        answered_at=answered_at,
        counts=is_returned,
        executive=executives[number % len(executives)],
        clocks=clocks,
        opened_at=answered_at if is_won else None,
        closed_at=answered_at + HOUR if is_won else None,
        amount=15_000 + 500 * (number % 5),
        currency="EUR" if number % 26 == 0 else "USD",
        name=name,
        role=role,
        company=f"{company} {number}",
        campaign=CAMPAIGNS[number % len(CAMPAIGNS)],
    )


def _today(rng: Random, number: int, as_of: datetime, executives: list[int]) -> Passage:
    crossed_at = as_of - timedelta(minutes=20 * number + 1)
    sent_at = crossed_at + timedelta(seconds=20)
    name, role, company = PEOPLE[number % len(PEOPLE)]
    moves: list[tuple[str, datetime]] = [("qualified", crossed_at)]
    if number > 3:
        moves.append(("accepted", crossed_at + timedelta(minutes=30)))
    if number > 5:
        moves.append(("opportunity", crossed_at + timedelta(minutes=60)))
    if number == 8:
        moves.append(("won", crossed_at + timedelta(minutes=110)))
    is_accepted = number > 3
    return Passage(
        crossed_at,
        stage=moves[-1][0],
        end="won" if number == 8 else "",
        state="accepted" if is_accepted else "sent",
        sent_at=sent_at,
        answered_at=moves[1][1] if is_accepted else None,
        executive=executives[number % len(executives)],
        clocks=(
            Told("answer", sent_at, sent_at + 4 * HOUR, moves[1][1] if is_accepted else None),
            Told("first_contact", sent_at, as_of + timedelta(minutes=45) if number < 4 else sent_at + 8 * HOUR),
        ),
        opened_at=moves[2][1] if number > 5 else None,
        closed_at=moves[3][1] if number == 8 else None,
        amount=14_500,
        name=name,
        role=role,
        company=company,
        campaign=CAMPAIGNS[number % len(CAMPAIGNS)],
        moves=tuple(moves),
    )
