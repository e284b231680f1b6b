"""One person of the base: what is known of them, by which handles, and how an export would show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from dueto.world.content import Source
from dueto.world.ledger import Ledger
from dueto.world.market import HEARD, MEASURES, TIMINGS, Company, phone
from dueto.world.months import DAY, Instant, whole
from dueto.world.names import folded

FREE_MAIL = "gmail.com"
"""The one real domain, because readers must know it as free. Its addresses cannot hold an underscore: ours all do."""

FACTS = (
    "full_name", "company", "email", "phone", "role", "country", "sector", "sites", "employees", "tax_id", "city",
    "timing", "measures_today", "heard_from", "consent",
)  # fmt: skip
SHARED_MAILBOXES = ("ventas", "info", "recepcion")


@dataclass(slots=True)
class Person:
    """Somebody in the base. `profile` is what people wrote; facts carry it folded, or only what derives from it."""

    id: str
    profile: dict[str, str]
    source: Source
    company: Company | None = None
    created: Instant = 0
    outcome: str | None = None
    identities: dict[str, int] = field(default_factory=dict)

    def handle(self, ledger: Ledger, kind: str) -> int:
        """Return the identity of this kind by which the person is known; the first time it is made."""
        known = self.identities.get(kind)
        if known is None:
            known = self.identities[kind] = ledger.identity(self.id, kind)
        return known


def derived(name: str, value: str) -> str:
    """Return what a fact may carry of `value`: nothing personal, only the kind of mail address or that it is known."""
    match name:
        case "full_name" | "phone":
            return "known"
        case "email":
            local, _, domain = value.lower().partition("@")
            kind = "free" if domain == FREE_MAIL else "company"
            return f"{kind};shared" if local in SHARED_MAILBOXES else kind
    return folded(value)


def write_facts(ledger: Ledger, person: Person, *, handle: str, at: Instant) -> None:
    """Take down everything known of `person`, as one form, import or conversation gave it."""
    person.created = at
    profile = person.profile
    given = [(name, derived(name, profile[name])) for name in FACTS if name in profile]
    given.append(("source", folded(person.source.name)))
    if person.source.campaign:
        given.append(("campaign", person.source.campaign))
    ledger.facts_of_form(person.handle(ledger, handle), given, at=at)


def learn(ledger: Ledger, person: Person, name: str, value: str | None, *, at: Instant, handle: str = "crm") -> None:
    """Take down one datum found later, a correction, or (None) a withdrawal."""
    if at > ledger.launch:
        return
    told = None if value is None else derived(name, value)
    ledger.fact(person.handle(ledger, handle), name, told, occurred=at, known=at)
    if value is None:
        person.profile.pop(name, None)
    else:
        person.profile[name] = value


def complete(rng: Random, profile: dict[str, str], company: Company) -> None:
    """Add to `profile` the desirable data that some people give: city, size, tax id, timing, means, how they heard."""
    if rng.random() < 0.5:
        profile["city"] = company.city
    if rng.random() < 0.3:
        profile["employees"] = str(company.employees)
    if company.tax_id and rng.random() < 0.15:
        profile["tax_id"] = company.tax_id
    if rng.random() < 0.3:
        profile["timing"] = TIMINGS[int(rng.random() * len(TIMINGS))]
    if rng.random() < 0.3:
        profile["measures_today"] = MEASURES[int(rng.random() ** 2 * len(MEASURES))]
    if rng.random() < 0.4:
        profile["heard_from"] = HEARD[int(rng.random() * len(HEARD))]


def mail_of(rng: Random, name: str, company: Company | None) -> str:
    """Return an address at the company, or a free one that cannot exist where there is no company."""
    words = name.split()
    first, last = folded(words[0]), folded(words[-1])
    if company is None:
        return f"{first}_{last}{int(rng.random() * 900) + 100}@{FREE_MAIL}"
    local = f"{first[0]}{last}" if rng.random() < 0.4 else f"{first}.{last}"
    return f"{local}@{company.domain}"


def write_person(ledger: Ledger, rng: Random, person: Person, *, tidy: bool = False) -> None:
    """Take down the row of `person`, untidy as an export of years is; it folds to what the facts say."""
    cells = dict(person.profile)
    if not tidy:
        _spoil(rng, cells)
    source = person.source
    ledger.person(
        person=person.id, source=source.name, campaign=source.campaign, created=person.created,
        outcome=person.outcome, **cells,
    )  # fmt: skip


def _spoil(rng: Random, cells: dict[str, str]) -> None:
    luck = rng.random()
    if luck < 0.03:
        cells["full_name"] = cells["full_name"].replace(" ", "  ", 1)
    elif luck < 0.06:
        cells["full_name"] = cells["full_name"].upper()
    elif luck < 0.09 and "company" in cells:
        cells["company"] += " "
    elif luck < 0.12 and "email" in cells:
        cells["email"] = cells["email"].capitalize()
    elif luck < 0.16 and "role" in cells:
        cells["role"] = cells["role"].lower()
    elif luck < 0.18 and "role" in cells:
        cells["role"] = cells["role"].upper()


def mobile(rng: Random, country: str) -> str:
    """Return a phone as people write it: half of them without the country."""
    return phone(rng, country, national=rng.random() < 0.5)


def life_goes_on(ledger: Ledger, rng: Random, person: Person, *, at: Instant) -> None:
    """Take down a correction or a withdrawal that some people make later; none changes a verdict."""
    luck = rng.random()
    when = at + whole((20 + 40 * rng.random()) * DAY)
    if luck < 0.02 and "phone" in person.profile:
        learn(ledger, person, "phone", None, at=when, handle="email")
    elif luck < 0.04 and "employees" in person.profile:
        learn(ledger, person, "employees", str(int(person.profile["employees"]) + 12), at=when)
    elif luck < 0.06 and "city" in person.profile:
        learn(ledger, person, "timing", TIMINGS[1], at=when)
