"""One block of one month under way: what those who tell of people share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from dueto.world.content import Source
from dueto.world.ledger import Ledger
from dueto.world.market import (
    NOT_SERVED,
    OTHER_COUNTRIES,
    SERVED,
    SERVED_COUNTRIES,
    SMALL,
    Company,
    company,
    sites_of,
)
from dueto.world.months import Month
from dueto.world.names import full_name
from dueto.world.people import Person, complete, mail_of, mobile
from dueto.world.plan import Quota

T = TypeVar("T")
FEWEST_COMPANIES = 10


def one_of(rng: Random, choices: Sequence[T]) -> T:
    """Return one of `choices`, each as likely."""
    return choices[int(rng.random() * len(choices))]


@dataclass(slots=True)
class Scene:
    """Where a block happens: its month and quota, and the companies whose people may turn up."""

    ledger: Ledger
    rng: Random
    month: Month
    months: tuple[Month, ...]
    quota: Quota
    served: list[Company] = field(default_factory=list)
    unserved: list[Company] = field(default_factory=list)

    def company(self, *, country: str, sector: str, sites: int) -> Company:
        """Return a new company."""
        self.ledger.companies += 1
        return company(self.rng, number=self.ledger.companies, country=country, sector=sector, sites=sites)

    def open_companies(self, count: int) -> None:
        """Add the companies of those who do not cross: six of ten in a sector that Nevadal serves."""
        rng = self.rng
        for place in range(max(FEWEST_COMPANIES, count)):
            country = one_of(rng, OTHER_COUNTRIES if place % 10 == 8 else SERVED_COUNTRIES)
            if place % 10 < 6:
                self.served.append(self.company(country=country, sector=one_of(rng, SERVED), sites=sites_of(rng)))
            else:
                sector = one_of(rng, NOT_SERVED if place % 10 < 9 else SMALL)
                sites = 1 if sector in SMALL and rng.random() < 0.8 else 2 + int(rng.random() * 4)
                self.unserved.append(self.company(country=country, sector=sector, sites=sites))

    def person(self, employer: Company | None, *, source: Source, role: str) -> Person:
        """Return a new person with all that a whole form asks, and some of what is desired."""
        rng = self.rng
        self.ledger.people += 1
        name = full_name(rng)
        country = employer.country if employer else one_of(rng, SERVED_COUNTRIES)
        profile = {"full_name": name, "email": mail_of(rng, name, employer), "role": role, "country": country}
        if rng.random() < 0.7:
            profile["phone"] = mobile(rng, country)
        if employer:
            profile |= {"company": employer.name, "sector": employer.sector, "sites": str(employer.sites)}
            complete(rng, profile, employer)
        profile["consent"] = "sí"
        return Person(f"p-{self.ledger.people:06d}", profile, source, employer)
