"""The ids by which other systems know people, companies and deals, as they are kept here."""

from __future__ import annotations

from collections.abc import Iterable

from dueto.apps.imports.choices import Choices
from dueto.apps.imports.models import CompanyHandle
from dueto.apps.imports.rows import Row


def handle_of(kind: str, value: str, choices: Choices) -> str:
    """Return the handle of somebody whom another system knows by an id: which system, what of it, and the id."""
    return f"{choices.system or 'crm'}:{kind.removesuffix('_id')}:{value}"


def handle_in(row: Row, kind: str, choices: Choices) -> str:
    """Return the handle that the row gives of this kind; empty if it gives none."""
    return handle_of(kind, row.ids[kind], choices) if kind in row.ids else ""


def companies_by_handle(handles: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return the companies of these handles with their names, as what they turned out to be. One query at most."""
    wanted = set(handles) - {""}
    if not wanted:
        return {}
    told = CompanyHandle.objects.filter(value__in=wanted).values_list(
        "value", "company_id", "company__name", "company__merged_into_id", "company__merged_into__name"
    )
    return {value: (into or pk, into_name or name) for value, pk, name, into, into_name in told}
