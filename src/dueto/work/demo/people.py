"""The people of a block of the world, written into the base: companies, handles, what is known of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base import seeding
from dueto.apps.base.facts import clean
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.work.demo.acts import Acts, Cells
from dueto.world.months import datetime_of

PERSONAL: Final = frozenset(name for name, one in STANDARD_FIELDS.items() if one.personal)
SAID_IN: Final = {"email": "form", "visitor": "form", "import": "import", "phone": "call", "crm": "crm"}
"""By which way something became known, by the handle under which it was written down."""
FORGOTTEN: Final = "borrada-"
"""How the ids begin of those who asked to be forgotten."""


def visitor_of(person: str) -> str:
    """Return the id that the browser of somebody of the world carries."""
    return hashlib.sha256(f"nevadal/{person}".encode()).hexdigest()[:32]


@dataclass(slots=True)
class Base:
    """What has been written so far: the ids of companies by key, and of people by their name in the world."""

    companies: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    company_of: dict[int, int | None] = field(default_factory=dict)
    handles: set[tuple[str, str]] = field(default_factory=set)

    def write(self, rows: Mapping[str, list[Cells]], acts: Acts) -> dict[int, int]:
        """Return the ids of the identities of this block, by their number in the world."""
        cells = {row["person"]: _tidy(row) for row in rows["people"]}
        self._write_companies(cells)
        self._write_people(cells, acts)
        identities = self._write_identities(rows["identities"], cells, acts)
        self._write_facts(rows["facts"], rows["identities"], cells, identities)
        return identities

    def _write_companies(self, people: Mapping[str, Cells]) -> None:
        fresh: dict[str, dict[str, Any]] = {}
        for cells in people.values():
            key = comparable_company(cells.get("company") or "")
            if not key or key in self.companies:
                continue
            row = fresh.setdefault(
                key,
                {"name": cells["company"], "key": key, "country": cells.get("country", ""), "created_at": cells["at"]},
            )
            address = cells.get("email", "")
            if mail_kind(address).startswith("company"):
                row.setdefault("domain", address.rpartition("@")[2])
        self.companies |= zip(fresh, seeding.write("Company", fresh.values()), strict=True)

    def _write_people(self, people: Mapping[str, Cells], acts: Acts) -> None:
        rows = []
        for name, cells in people.items():
            rows.append(
                {
                    "company_id": self.companies.get(comparable_company(cells.get("company") or "")),
                    "origin_id": acts.origins.get(name),
                    "created_at": cells["at"],
                    "last_act_at": acts.last.get(name),
                    "erased_at": cells["forgotten"],
                }
            )
        ids = seeding.write("Person", rows)
        self.people |= zip(people, ids, strict=True)
        self.company_of |= {pk: row["company_id"] for pk, row in zip(ids, rows, strict=True)}

    def _write_identities(self, rows: list[Cells], people: Mapping[str, Cells], acts: Acts) -> dict[int, int]:
        """Whoever was imported has the address too by which a form would know them again."""
        known = {(row["person_id"], row["kind"]) for row in rows}
        more = [
            {"identity_id": None, "person_id": name, "kind": "email"}
            for name, cells in people.items()
            if cells.get("email") and (name, "email") not in known and cells["forgotten"] is None
        ]
        whole = [*rows, *more]
        ids = seeding.write(
            "Identity",
            (
                {
                    "person_id": self.people.get(row["person_id"]),
                    "kind": row["kind"],
                    "created_at": acts.first.get(row["identity_id"]) or people[row["person_id"]]["at"],
                    "origin_id": acts.origins.get(row["person_id"]) if row["kind"] == "visitor" else None,
                }
                for row in whole
            ),
        )
        handles = []
        for pk, row in zip(ids, whole, strict=True):
            value = _handle(row, people.get(row["person_id"]))
            if value and (row["kind"], value) not in self.handles:
                self.handles.add((row["kind"], value))
                handles.append({"identity_id": pk, "kind": row["kind"], "value": value})
        seeding.write("Handle", handles)
        return {row["identity_id"]: pk for pk, row in zip(ids, whole, strict=True)}

    def _write_facts(
        self, rows: list[Cells], owners: list[Cells], people: Mapping[str, Cells], identities: Mapping[int, int]
    ) -> None:
        owner = {row["identity_id"]: (row["person_id"], row["kind"]) for row in owners}
        facts, personal, consents = [], [], []
        for row in rows:
            person, kind = owner[row["identity_id"]]
            cells, name = people[person], row["field"]
            times = {"occurred_at": datetime_of(row["occurred_at"]), "known_at": datetime_of(row["known_at"])}
            fact = {"identity_id": identities[row["identity_id"]], "field": name, **times}
            written = cells.get(name) or ""
            if name in PERSONAL:
                if cells["forgotten"] is None:
                    personal.append({**fact, "value": written if row["value"] else ""})
                written = ""
            elif fold(written) != row["value"]:
                written = row["value"] or ""
            facts.append({**fact, "value": row["value"], "written": written, "source": SAID_IN.get(kind, "form")})
            if name == "consent":
                consents.append(
                    {
                        "identity_id": fact["identity_id"],
                        "purpose": "contact",
                        "is_given": row["value"] == "si",
                        "source": SAID_IN.get(kind, "form"),
                        "happened_at": times["occurred_at"],
                    }
                )
        seeding.write("Fact", facts)
        seeding.write("PersonalValue", personal)
        seeding.write("Consent", consents)


def _tidy(row: Cells) -> Cells:
    """Return the row of somebody with its values as they are kept, and when they became known."""
    at: datetime = datetime_of(row["created"])
    country = (row.get("country") or "").upper()
    tidy: Cells = {"at": at, "forgotten": None}
    for name, text in row.items():
        if not isinstance(text, str) or name not in STANDARD_FIELDS:
            continue
        answer = clean(STANDARD_FIELDS[name], text, country=country)
        if not isinstance(answer, Refusal):
            tidy[name] = answer.written
    if str(row["person"]).startswith(FORGOTTEN):
        return {"at": at, "forgotten": at, "country": country}
    return tidy


def _handle(row: Cells, person: Cells | None) -> str:
    if person is None or person["forgotten"] is not None:
        return ""
    match row["kind"]:
        case "email" | "phone" as kind:
            return str(person.get(kind, ""))
        case "visitor":
            return visitor_of(row["person_id"])
        case kind:
            return f"{kind}:{row['person_id']}"


def as_cells(names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> list[Cells]:
    """Return the rows of the world as cells by the name of their column."""
    columns = tuple(names)
    return [dict(zip(columns, row, strict=True)) for row in rows]
