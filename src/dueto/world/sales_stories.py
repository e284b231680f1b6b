"""The people with a story whom sales has met: customers, the late, the deferred, and the win that version 4 misses."""

from __future__ import annotations

from dueto.world.cast import CAMILA, DIEGO, ELENA, JULIA, LIMA
from dueto.world.content import CASE, GUIDE, LORRIES, PRICES, WEBINAR
from dueto.world.hours import after_hours, hours_before
from dueto.world.months import DAY, HOUR, datetime_of
from dueto.world.narrator import Narrator
from dueto.world.people import learn, write_facts
from dueto.world.plan import FORTY_SECOND
from dueto.world.routes import Step, do

THE_FORTY_SECOND = "oscar-benavides"


def with_julia(telling: Narrator) -> None:
    """Two people of a company that Julia already has, and Ramiro, whom she found herself."""
    first = telling.known(
        "nancy-farfan", full_name="Nancy Farfán", company="Avícola Los Sauces", role="Jefa de calidad",
        sector="alimentos", sites="8", phone="900 000 999", source="webinar",
    )  # fmt: skip
    write_facts(telling.ledger, first, handle="email", at=telling.ago(20))
    telling.do(first, "attended", WEBINAR, days=20)
    telling.do(first, "visit", PRICES, days=16)
    crossed = telling.ago(16)
    answered, contact = (after_hours(crossed, hours=hours, zone=LIMA) for hours in (2, 4))
    telling.lead(first, crossed, JULIA, answer="accepted", answered=answered, contact=contact, attempts=2)
    telling.done(first)
    second = telling.known(
        "percy-lazo", full_name="Percy Lazo", company="Avícola Los Sauces", role="Gerente de operaciones",
        sector="alimentos", sites="8", source="search",
    )  # fmt: skip
    write_facts(telling.ledger, second, handle="email", at=telling.ago(2, minutes=30))
    telling.do(second, "form", "calculadora", days=2, minutes=30)
    telling.do(second, "visit", PRICES, days=1)
    telling.do(second, "visit", CASE, days=1, minutes=6)
    telling.done(second)

    ramiro = telling.known(
        "ramiro-cuellar", full_name="Ramiro Cuéllar", company="Pesquera Bahía Mansa", role="Gerente de operaciones",
        sector="alimentos", sites="5", phone="900 001 010", heard_from="recomendación de cliente", source="find",
    )  # fmt: skip
    write_facts(telling.ledger, ramiro, handle="email", at=telling.ago(247))
    telling.do(ramiro, "attended", WEBINAR, days=243)
    learn(telling.ledger, ramiro, "timing", "este trimestre", at=telling.ago(25))
    telling.deal(ramiro, JULIA, opened=telling.ago(24))
    telling.done(ramiro)


def customer(telling: Narrator) -> None:
    """Río Seco, a customer, who now reads about lorries: for Elena."""
    customer = telling.known(
        "patricia-lazarte", full_name="Patricia Lazarte", company="Agroexportadora Río Seco",
        role="Gerente de operaciones", sector="agroexportación", sites="12", phone="900 001 111",
        employees="410", city="Ica", source="client",
    )  # fmt: skip
    write_facts(telling.ledger, customer, handle="email", at=telling.ago(520))
    telling.do(customer, "attended", WEBINAR, days=518)
    telling.do(customer, "visit", PRICES, days=515)
    answered, contact = (after_hours(telling.ago(515), hours=hours, zone=LIMA) for hours in (2, 3))
    telling.lead(customer, telling.ago(515), JULIA, answer="accepted", answered=answered, contact=contact, attempts=2)
    telling.deal(customer, JULIA, opened=telling.ago(505), closed=telling.ago(427), outcome="won", amount=21_000)
    for days in (5, 3, 1):
        telling.do(customer, "visit", LORRIES, days=days, minutes=11)
    telling.deal(customer, ELENA, opened=telling.ago(1), amount=9_000)
    customer.outcome = "won"
    telling.done(customer)


def late(telling: Narrator) -> None:
    """Norte Claro, nineteen hours in Diego's list without a call."""
    late = telling.known(
        "leticia-barragan", full_name="Leticia Barragán", company="Empacadora Norte Claro",
        role="Gerente de calidad", sector="agroexportación", sites="9", country="MX", phone="55 0000 1212",
        source="search",
    )  # fmt: skip
    sent = hours_before(telling.now, hours=19, zone=DIEGO.zone)
    crossed = hours_before(sent, hours=1, zone=DIEGO.zone)
    write_facts(telling.ledger, late, handle="email", at=crossed - 2 * HOUR)
    do(telling.ledger, late, Step(0, "form", "calculadora"), at=crossed - 2 * HOUR)
    do(telling.ledger, late, Step(0, "visit", CASE), at=crossed - HOUR)
    do(telling.ledger, late, Step(0, "visit", PRICES), at=crossed)
    telling.lead(
        late, crossed, DIEGO, sent=sent, answer="accepted", answered=after_hours(sent, hours=3, zone=DIEGO.zone)
    )
    telling.done(late)


def deferred(telling: Narrator) -> None:
    """Tres Plazas, who comes back by itself on the fifteenth of January."""
    deferred = telling.known(
        "hernan-cifuentes", full_name="Hernán Cifuentes", company="Mercados Tres Plazas",
        role="Gerente de logística", sector="retail", sites="27", country="CO", phone="300 001 3131",
        timing="el próximo año", source="ad",
    )  # fmt: skip
    write_facts(telling.ledger, deferred, handle="email", at=telling.ago(96))
    telling.do(deferred, "form", "calculadora", days=95, minutes=30)
    telling.do(deferred, "visit", PRICES, days=95)
    crossed = telling.ago(95)
    answered, contact = (after_hours(crossed, hours=hours, zone=CAMILA.zone) for hours in (2, 3))
    telling.lead(deferred, crossed, CAMILA, answer="accepted", answered=answered, contact=contact, attempts=3)
    year = datetime_of(telling.now).year + 1
    telling.deal(
        deferred,
        CAMILA,
        opened=telling.ago(85),
        closed=telling.ago(20),
        outcome="deferred",
        amount=28_000,
        reason="presupuesto del próximo año",
        until=f"{year}-01-15",
    )
    telling.done(deferred)


def forty_second(telling: Narrator) -> None:
    """The win that version 4 misses: a guide and a webinar, 27 points of the 30."""
    oscar = telling.known(
        THE_FORTY_SECOND, full_name="Óscar Benavides", company="Helados Costa Alegre", role="Gerente de logística",
        sector="alimentos", sites="11", phone="900 004 242", source="webinar",
    )  # fmt: skip
    crossed = telling.months[FORTY_SECOND].starts + 12 * DAY + 10 * HOUR
    write_facts(telling.ledger, oscar, handle="email", at=crossed - 2 * DAY)
    do(telling.ledger, oscar, Step(0, "download", GUIDE), at=crossed - 2 * DAY)
    do(telling.ledger, oscar, Step(0, "attended", WEBINAR), at=crossed)
    answered, contact = (after_hours(crossed, hours=hours, zone=LIMA) for hours in (2, 3))
    telling.lead(oscar, crossed, JULIA, answer="accepted", answered=answered, contact=contact, attempts=3)
    signed = telling.months[FORTY_SECOND + 3].starts + 9 * DAY + 16 * HOUR
    telling.deal(oscar, JULIA, opened=crossed + 6 * DAY, closed=signed, outcome="won")
    oscar.outcome = "won"
    telling.done(oscar)
