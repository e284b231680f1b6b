"""What can be derived from what is on record: the country of a number, the company of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from dueto.adapters.places import country_of_number
from dueto.adapters.readers.cleaning.mails import mail_kind, name_in_domain
from dueto.apps.base.models import Company
from dueto.apps.base.queries.records import held_by
from dueto.apps.base.queries.who import Who
from dueto.domain.basics.message import Message, say

PHONE = say("by the prefix of their number")
COMPANY = say("as on the record of the company")
ADDRESS = say("by their mail address")
ENDING = say("by the ending of their mail address")
ORIGIN = say("by where they first came from")
PARTS = re.compile(r"[._-]+")
EVERYWHERE = frozenset({"co", "io", "ai", "tv", "me", "cc"})
"""Endings of countries that are used all over the world."""
SPANISH = "AR BO CL CO CR CU DO EC ES GT HN MX NI PA PE PR PY SV UY VE"
LANGUAGES = {**dict.fromkeys(SPANISH.split(), "es"), "BR": "pt"}


@dataclass(frozen=True, slots=True)
class Derived:
    """One value that follows from what is on record, and from what."""

    value: str
    because: Message


def derived(field: str, somebody: Who) -> tuple[Derived, ...]:
    """Return the values proposed for a field, the surest first, each once. One query at most."""
    found = {
        "country": _country, "company": _company, "website": _website, "full_name": _name, "language": _language,
        "source": _source, "campaign": _campaign,
    }.get(field, partial(_on_record, field))  # fmt: skip
    proposals: dict[str, Derived] = {}
    for one in found(somebody):
        proposals.setdefault(one.value, one)
    return tuple(proposals.values())


def _country(somebody: Who) -> Iterator[Derived]:
    if country := country_of_number(somebody.phone):
        yield Derived(country, PHONE)
    if somebody.company_id is not None:
        country = Company.objects.filter(pk=somebody.company_id).values_list("country", flat=True).first() or ""
        if country:
            yield Derived(country, COMPANY)
    ending = somebody.email.rpartition(".")[2].upper() if somebody.email else ""
    if len(ending) == 2 and ending.lower() not in EVERYWHERE:
        yield Derived("GB" if ending == "UK" else ending, ENDING)


def _company(somebody: Who) -> Iterator[Derived]:
    domain = _own_domain(somebody)
    if not domain:
        return
    if name := Company.objects.filter(domain=domain).order_by("id").values_list("name", flat=True).first():
        yield Derived(name, COMPANY)
        return
    yield Derived(" ".join(PARTS.split(name_in_domain(domain))).title(), ADDRESS)


def _website(somebody: Who) -> Iterator[Derived]:
    if somebody.domain:
        yield Derived(somebody.domain, COMPANY)
    if domain := _own_domain(somebody):
        yield Derived(domain, ADDRESS)


def _name(somebody: Who) -> Iterator[Derived]:
    local = somebody.email.partition("@")[0]
    parts = [part for part in PARTS.split(local) if part.isalpha() and len(part) > 1]
    if len(parts) >= 2 and "shared" not in mail_kind(somebody.email):
        yield Derived(" ".join(parts).title(), ADDRESS)


def _language(somebody: Who) -> Iterator[Derived]:
    for one in (Derived(somebody.country, COMPANY), *_country(somebody)):
        if language := LANGUAGES.get(one.value):
            yield Derived(language, one.because)


def _on_record(field: str, somebody: Who) -> Iterator[Derived]:
    if somebody.company_id is None or field == "phone":  # the number of the house is nobody's own
        return
    held = held_by([somebody.company_id], [field])
    yield from (Derived(row.written, COMPANY) for row in held.values() if row.value)


def _source(somebody: Who) -> Iterator[Derived]:
    if somebody.origin is not None and somebody.origin.channel:
        yield Derived(somebody.origin.channel, ORIGIN)


def _campaign(somebody: Who) -> Iterator[Derived]:
    if somebody.origin is not None and somebody.origin.campaign:
        yield Derived(somebody.origin.campaign, ORIGIN)


def _own_domain(somebody: Who) -> str:
    """Return the domain of a company's address; that of a free provider says nothing."""
    mail = somebody.email
    return mail.rpartition("@")[2] if mail and mail_kind(mail).startswith("company") else ""
