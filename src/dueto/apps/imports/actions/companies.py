"""One piece of a list of companies: found by their name, made where nobody has it, known by their id from then on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.apps.base.actions.arriving.planning import may_take
from dueto.apps.base.actions.arriving.whom import Held
from dueto.apps.base.actions.companies import Said, write_records
from dueto.apps.base.arrivals import Update
from dueto.apps.base.facts import Cleaned
from dueto.apps.base.models import Company
from dueto.apps.base.queries.records import held_by
from dueto.apps.imports.actions.handles import handle_in
from dueto.apps.imports.actions.reading import Reading
from dueto.apps.imports.models import CompanyHandle, MadeCompany
from dueto.apps.imports.rows import NO_COMPANY, Row, page_in
from dueto.domain.basics.text import fold

SOURCE = "import"
Records = dict[tuple[str, str], Held]
"""What stands on the records of companies, by key and field."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one row: the company's name as it compares, new handles, what its record gets."""

    row: Row
    key: str
    is_new: bool
    handles: tuple[str, ...]
    tells: tuple[Cleaned, ...]

    @property
    def adds(self) -> bool:
        """Whether anything of the row is new."""
        return self.is_new or bool(self.handles or self.tells)


def plan_companies(rows: Sequence[Row], reading: Reading) -> list[Planned | None]:
    """Return what the rows would add; one without a name is refused, one that was taken in before adds nothing."""
    keys = []
    for row in rows:
        name = row.values["company"].written if "company" in row.values else ""
        keys.append(comparable_company(name)[:200] if name else "")
        if row.refused is None and not keys[-1]:
            row.refused = NO_COMPANY
    known = set(Company.objects.filter(key__in=set(keys)).values_list("key", flat=True))
    records = _records(keys, reading)
    handles = [handle_in(row, "company_id", reading.choices) for row in rows]
    asked = {*handles, *(_own(row, reading) for row in rows)}
    taken = set(CompanyHandle.objects.filter(value__in=asked).values_list("value", flat=True))
    planned: list[Planned | None] = []
    for row, key, handle in zip(rows, keys, handles, strict=True):
        if row.refused is not None:
            planned.append(None)
            continue
        if _own(row, reading) in taken and key in known:
            planned.append(Planned(row, key, is_new=False, handles=(), tells=()))
            continue
        tells = tuple(_tells(row, key, records, reading))
        one = Planned(row, key, key not in known, tuple({handle} - taken - {""}), tells)
        if one.adds:
            one = replace(one, handles=(*one.handles, _own(row, reading)))
        planned.append(one)
        known.add(key)
        taken.update(one.handles)
    return planned


def take_companies(planned: Sequence[Planned | None], *, batch: int, at: datetime) -> None:
    """Write down what the rows add."""
    rows = [one for one in planned if one is not None]
    new = [one for one in rows if one.is_new]
    Company.objects.bulk_create(
        (
            Company(
                key=one.key, name=one.row.values["company"].written[:200], domain=_domain(one.row),
                country=_written(one.row, "country").upper()[:2], created_at=at,
            )
            for one in new
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    found = Company.objects.filter(key__in=[one.key for one in rows]).values_list("key", "id", "merged_into_id")
    ids = {key: merged or pk for key, pk, merged in found}
    MadeCompany.objects.bulk_create(MadeCompany(batch_id=batch, company_id=ids[one.key]) for one in new)
    CompanyHandle.objects.bulk_create(
        (CompanyHandle(value=handle, company_id=ids[one.key], batch=batch) for one in rows for handle in one.handles),
        ignore_conflicts=True,
    )
    said = [
        Said(ids[one.key], value.field, fold(value.written), value.written, _known_at(one.row, at))
        for one in rows
        for value in one.tells
    ]
    write_records(said, source=SOURCE, at=at, batch=batch)


def _own(row: Row, reading: Reading) -> str:
    """Return the handle of the row itself: what it says is taken down once."""
    return f"row:{reading.choices.system}:{row.key}"


def _records(keys: Sequence[str], reading: Reading) -> Records:
    """Return what stands on the records of these companies. Two queries."""
    names = Company.objects.filter(key__in=set(keys)).values_list("key", "id", "merged_into_id")
    ids = {key: merged or pk for key, pk, merged in names}
    held = held_by(set(ids.values()), reading.recorded)
    return {
        (key, field): Held(row.value, row.written, row.known_at)
        for key, pk in ids.items()
        for field in reading.recorded
        if (row := held.get((pk, field))) is not None
    }


def _tells(row: Row, key: str, records: Records, reading: Reading) -> Iterator[Cleaned]:
    """Yield what the row adds to the record, by the rules of the list; the rows to come find it there."""
    rules, usual, known_at = reading.choices.rules(), Update(reading.choices.usual), _known_at(row, reading.at)
    for name in sorted(reading.recorded & row.values.keys()):
        value, held = row.values[name], records.get((key, name))
        folded = fold(value.written)
        if not folded or (held is not None and held.value == folded):
            continue
        if may_take(rules.get(name, usual), held, known_at):
            records[key, name] = Held(folded, value.written, known_at)
            yield value


def _known_at(row: Row, at: datetime) -> datetime:
    return row.known_at or at


def _domain(row: Row) -> str:
    site = _written(row, "website").lower()
    _, host = page_in(site if "//" in site else f"//{site}")
    return host.removeprefix("www.")


def _written(row: Row, field: str) -> str:
    return row.values[field].written if field in row.values else ""
