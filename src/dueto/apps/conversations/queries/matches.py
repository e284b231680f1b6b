"""Who somebody may be, while they are still being typed: by address, number, name, company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.mails import mail_of
from dueto.adapters.readers.cleaning.phones import Phone, phone_of
from dueto.apps.base.models import Company, Person, present
from dueto.apps.base.queries.alike import companies_like
from dueto.apps.base.queries.search import ranked, search
from dueto.apps.base.queries.who import Who, who
from dueto.apps.conversations.handles import known_by

MOST = 5
SHORTEST = 3
FEWEST_DIGITS = 6
BY_EMAIL, BY_PHONE, BY_NAME, BY_COMPANY = "email", "phone", "name", "company"


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody of the base who may be meant, and by what. By an address they are; by a name they may be."""

    who: Who
    by: str

    @property
    def is_exact(self) -> bool:
        """Whether they have the address or the number."""
        return self.by in (BY_EMAIL, BY_PHONE)


@dataclass(frozen=True, slots=True)
class Known:
    """A company of the base, with whoever looks after it."""

    id: int
    name: str
    owner: str
    last_act_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """Who may be meant, the surest first, and the company where it is known; else the few that it may be."""

    people: tuple[Match, ...] = ()
    company: Known | None = None
    companies_alike: tuple[Known, ...] = ()

    @property
    def has_exact(self) -> bool:
        """Whether somebody has the very address or number."""
        return any(one.is_exact for one in self.people)


def matches(
    *, name: str = "", company: str = "", email: str = "", phone: str = "", country: str | None = None
) -> Matches:
    """Return who may be meant by what was typed so far, at most a handful. A bounded number of queries."""
    found: dict[int, str] = {}
    if isinstance(address := mail_of(email) if "@" in email else None, str):
        found |= dict.fromkeys(_people("email", address), BY_EMAIL)
    for person in _by_number(phone, country):
        found.setdefault(*person)
    known = _company(company)
    if len(name.strip()) >= SHORTEST:
        for person_id in _by_name(name, company):
            found.setdefault(person_id, BY_NAME)
    if known is not None and len(found) < MOST:
        at_company = Person.objects.filter(present(), company_id=known.pk).order_by("-last_act_at", "-pk")
        for person_id in at_company.values_list("pk", flat=True)[:MOST]:
            found.setdefault(person_id, BY_COMPANY)
    people = Person.objects.select_related("card", "company__owner", "origin").filter(present())
    rows = people.in_bulk(list(found)[:MOST])
    return Matches(
        tuple(Match(who(rows[pk]), by) for pk, by in found.items() if pk in rows),
        Known(known.pk, known.name, known.owner.name if known.owner else "") if known else None,
        () if known else alike(company),
    )


def alike(company: str) -> tuple[Known, ...]:
    """Return the companies that may be meant by a name that none of the base has, at most three."""
    return tuple(Known(one.id, one.name, one.owner, one.last_act_at) for one in companies_like(company))


def _people(kind: str, value: str) -> list[int]:
    return [one.person_id for one in known_by(kind, value) if one.person_id is not None]


def _by_number(phone: str, country: str | None) -> list[tuple[int, str]]:
    """Return who has this number; of one that is not whole yet, whose number has these digits in a row."""
    number = phone_of(phone, country=country) if phone.strip() else None
    if isinstance(number, Phone) and (whole := _people("phone", number.e164)):
        return [(person, BY_PHONE) for person in whole]
    digits = "".join(sign for sign in phone if sign.isdigit())
    return [(person, BY_NAME) for person in search(digits).person_ids[:MOST]] if len(digits) >= FEWEST_DIGITS else []


def _by_name(name: str, company: str) -> list[int]:
    together = search(f"{name} {company}").person_ids if company.strip() else ()
    alone = search(name)
    return ranked(list(dict.fromkeys((*together, *alone.person_ids)))[:200], f"{name} {company}", most=MOST)


def _company(name: str) -> Company | None:
    key = comparable_company(name)[:200] if len(name.strip()) >= SHORTEST else ""
    rows = Company.objects.filter(merged_into=None).select_related("owner")
    return rows.filter(key=key).first() if key else None
