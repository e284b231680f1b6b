"""Where the people of some rows work: companies by their comparable name, else by the domain of the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.apps.base.arrivals import Arrival
from dueto.apps.base.models import Company
from dueto.apps.journal.bulk import insert

NAMES = ("name", "key", "domain", "country", "owner_id", "merged_into_id", "created_at")


@dataclass(frozen=True, slots=True)
class Workplaces:
    """The companies of some rows; `made` are those that were not known before."""

    by_key: Mapping[str, int]
    by_domain: Mapping[str, int]
    made: Sequence[int]

    def named(self, row: Arrival) -> int | None:
        """Return the company that the row names."""
        if row.company_id is not None:
            return row.company_id
        return self.by_key.get(_key(row))

    def of(self, row: Arrival) -> int | None:
        """Return the company that the row names, or the one whose domain the address has."""
        return self.named(row) or self.by_domain.get(domain_of(row))


def workplaces_of(rows: Sequence[Arrival], *, at: datetime) -> Workplaces:
    """Return the companies of these rows, those that nobody knew made."""
    naming: dict[str, Arrival] = {}
    for row in rows:
        if row.company_id is None and (key := _key(row)):
            naming.setdefault(key, row)
    found = _by_key(naming)
    made: list[int] = []
    if new := {key: row for key, row in naming.items() if key not in found}:
        made = insert(
            Company, NAMES,
            [
                (row.values["company"].written[:200], key, domain_of(row), _country(row), None, None, at)
                for key, row in sorted(new.items())
            ],
            new=False,
        )  # fmt: skip
        found |= dict(zip(sorted(new), made, strict=True)) if len(made) == len(new) else _by_key(new)
    nameless = {domain_of(row) for row in rows if row.company_id is None and not _key(row)} - {""}
    return Workplaces(found, _by_domain(nameless), made)


def domain_of(row: Arrival) -> str:
    """Return the domain of the address, if it is a company's."""
    mail = row.values.get("email")
    return mail.written.rpartition("@")[2] if mail and mail.value and mail.value.startswith("company") else ""


def _key(row: Arrival) -> str:
    name = row.values.get("company")
    return comparable_company(name.written)[:200] if name else ""


def _country(row: Arrival) -> str:
    country = row.values.get("country")
    return country.written.upper()[:2] if country else ""


def _by_key(wanted: Iterable[str]) -> dict[str, int]:
    rows = Company.objects.filter(key__in=list(wanted)).values_list("key", "id", "merged_into_id")
    return {key: merged or pk for key, pk, merged in rows}


def _by_domain(domains: set[str]) -> dict[str, int]:
    if not domains:
        return {}
    rows = Company.objects.filter(domain__in=domains, merged_into=None).order_by("-id").values_list("domain", "id")
    return dict(rows)
