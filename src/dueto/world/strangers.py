"""Who comes by while the company lives on: visitors nobody knows, and some who make themselves known."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dueto.world.content import ARTICLE, CASE, PRICES, PRODUCT, QUIET_PAGES
from dueto.world.market import BUYERS, BYSTANDERS, SERVED, Company, company, sites_of
from dueto.world.names import full_name
from dueto.world.people import mail_of, mobile
from dueto.world.scene import one_of

SITE = "https://nevadal.example"
REFERRERS = ("https://buscador.example/", "https://red.example/", "", "", "https://instaladores.example/")
READ = (*QUIET_PAGES, ARTICLE, ARTICLE, ARTICLE, PRODUCT)
WARM = (CASE, PRODUCT, PRICES)
"""What those read who are ready: with the form of the calculator, it is enough for version 4."""
COUNTRIES = ("MX", "CO", "ES", "MX", "CO", "PE")
"""Where the ready ones come from; few from Peru, so that the desk of one executive does not drown."""
NUMBERS = 20_000
"""Companies from this number on are in no world that is loaded."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who comes by: which pages they read, and what they answer in a form, if they fill one in."""

    visitor: str
    referrer: str
    pages: tuple[str, ...]
    form: str = ""
    answers: tuple[tuple[str, str], ...] = ()


def passer_by(rng: Random) -> Stranger:
    """Return somebody who reads a page or two and leaves."""
    pages = tuple(one_of(rng, READ) for _ in range(1 + int(rng.random() ** 2 * 3)))
    return Stranger(_visitor(rng), one_of(rng, REFERRERS), pages)


def inquirer(rng: Random) -> Stranger:
    """Return somebody who asks something, and does not meet the definition."""
    employer = _employer(rng, country=one_of(rng, COUNTRIES))
    answers = _answers(rng, employer, role=one_of(rng, BYSTANDERS))
    return Stranger(_visitor(rng), one_of(rng, REFERRERS), (one_of(rng, READ), "/nosotros"), "contacto", answers)


def ready(rng: Random) -> Stranger:
    """Return somebody who meets the definition once the form is sent."""
    employer = _employer(rng, country=one_of(rng, COUNTRIES))
    return Stranger(
        _visitor(rng), one_of(rng, REFERRERS), WARM, "calculadora", _answers(rng, employer, role=one_of(rng, BUYERS))
    )


def _employer(rng: Random, *, country: str) -> Company:
    number = NUMBERS + int(rng.random() * 1.5 * NUMBERS)
    return company(rng, number=number, country=country, sector=one_of(rng, SERVED), sites=sites_of(rng))


def _answers(rng: Random, employer: Company, *, role: str) -> tuple[tuple[str, str], ...]:
    name = full_name(rng)
    return (
        ("full_name", name),
        ("company", employer.name),
        ("email", mail_of(rng, name, employer)),
        ("phone", mobile(rng, employer.country)),
        ("role", role),
        ("country", employer.country),
        ("sector", employer.sector),
        ("sites", str(employer.sites)),
    )


def _visitor(rng: Random) -> str:
    return f"{rng.getrandbits(128):032x}"
