"""What people have from the record of their company: sector, sites and whatever else holds for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.models import Fact, Identity
from dueto.apps.base.queries.records import held_by

SOURCE = "company"


def inherit(companies: Mapping[int, int | None], fields: Collection[str], *, at: datetime) -> None:
    """Give these people, by their companies, what the record of theirs says and nobody said of themselves.

    Whatever somebody said of them goes first, also that it is not so; what the record says no more is withdrawn. Two
    queries where there is nothing to give, five where there is.
    """
    offered = held_by({company for company in companies.values() if company is not None}, fields)
    held = _held(companies, fields)
    due: list[tuple[int, str, str | None, str]] = []
    for person, company in companies.items():
        for field in fields:
            row = offered.get((company, field)) if company is not None else None
            said, source = held.get((person, field), (None, SOURCE))
            value = row.value if row is not None else None
            if source == SOURCE and said != value:
                due.append((person, field, value, row.written if row is not None and value else ""))
    if due:
        _write(due, at=at)


def _held(people: Collection[int], fields: Collection[str]) -> dict[tuple[int, str], tuple[str | None, str]]:
    """Return value and source of what holds now, by person and field."""
    rows = Fact.objects.filter(identity__person__in=list(people), field__in=fields).order_by("known_at", "id")
    told = rows.values_list("identity__person_id", "field", "value", "source")
    return {(person, field): (value, source) for person, field, value, source in told if person is not None}


def _write(due: list[tuple[int, str, str | None, str]], *, at: datetime) -> None:
    own: dict[int, int] = {}
    people = {person for person, *_ in due}
    for person, pk in (
        Identity.objects.filter(person__in=people, home=None).order_by("id").values_list("person_id", "id")
    ):
        if person is not None:
            own.setdefault(person, pk)
    spell(written for _, _, value, written in due if value)
    Fact.objects.bulk_create(
        Fact(
            identity_id=own[person], field=field, value=value, written=written, source=SOURCE, occurred_at=at,
            known_at=at,
        )
        for person, field, value, written in due
        if person in own
    )  # fmt: skip
