"""Make docs/proof/duplicates.txt: how many duplicates are found where it is known who is who.

`python -m proofs.duplicates` runs the engine of the product on five public sets, with nothing told but the kind of each
column, and the product's own plans: that for people on the demo's world and on others of its like, that for companies
on the set of organisations. It needs the real data: set DUETO_DATA.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pyarrow as pa

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.analytics.duplicates import COMPANIES, Kind, Plan, clustered, find_pairs, plan_of
from proofs.namesakes import lines, told

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "proof" / "duplicates.txt"
LEAST = 0.5
LAUNCH = datetime(2026, 6, 16, 9, tzinfo=UTC)
WORLDS = (
    ("the demo's world", 7_000, 7),
    ("another like it", 7_000, 8),
    ("a third", 7_000, 9),
    ("a small one", 2_000, 7),
)
OWN_COLUMNS = {"name": "name", "street": "address", "phone": "phone"}
"""What a company's record holds, and where it stands in the set of organisations."""
FEBRL = {
    "given_name": Kind.GIVEN, "surname": Kind.SURNAME, "date_of_birth": Kind.BIRTH, "address_1": Kind.STREET,
    "address_2": Kind.STREET, "suburb": Kind.PLACE, "postcode": Kind.CODE, "street_number": Kind.NUMBER,
    "state": Kind.GROUP,
}  # fmt: skip
FAKE = {
    "first_name": Kind.GIVEN, "surname": Kind.SURNAME, "dob": Kind.BIRTH, "city": Kind.PLACE, "email": Kind.MAIL,
}  # fmt: skip
ORGANISATIONS = {
    "name": Kind.NAME,
    "address": Kind.STREET,
    "phone": Kind.PHONE,
    "zip": Kind.CODE,
    "number": Kind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one set was done: of the pairs found, and of those that follow from them."""

    name: str
    precision: float
    recall: float
    clustered_precision: float
    clustered_recall: float
    seconds: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)

    def __str__(self) -> str:
        return (
            f"{self.name:<22}{self.precision:9.3f}{self.recall:9.3f}{self.f1:9.3f}"
            f"{self.clustered_precision:11.3f}{self.clustered_recall:9.3f}{self.seconds:9.1f}"
        )


@dataclass(frozen=True, slots=True)
class Set:
    """One public set: its files, the kind of each column, how a row tells whose it is, and the reference figures."""

    files: tuple[str, ...]
    kinds: Mapping[str, Kind]
    whose: Callable[[Mapping[str, str]], str]
    precision: float
    recall: float
    clustered_recall: float = 0.0
    f1: float = 0.0


SETS = {
    "febrl 1": Set(("febrl_dataset1.csv",), FEBRL, lambda row: row["rec_id"].split("-")[1], 1.00, 0.98),
    "febrl 3": Set(("febrl_dataset3.csv",), FEBRL, lambda row: row["rec_id"].split("-")[1], 1.00, 0.95),
    "febrl 4a-4b": Set(
        ("febrl_dataset4a.csv", "febrl_dataset4b.csv"), FEBRL, lambda row: row["rec_id"].split("-")[1], 1.00, 0.99
    ),
    "fake 1000": Set(("fake_1000.csv",), FAKE, lambda row: row["cluster"], 1.00, 0.71, clustered_recall=0.77),
    "organisations": Set(
        ("organisations_chicago.csv",), ORGANISATIONS, lambda row: row["true_id"], 0.91, 0.81, f1=0.86
    ),
}


def measured(name: str, *, data: Path) -> Measured:
    """Return how well the pipeline does on one set; pairs are asked for that are likelier than not."""
    asked = SETS[name]
    rows = [row for file in asked.files for row in _rows(data / "duplicates" / file)]
    start = time.perf_counter()
    records = pa.table(
        {"id": pa.array(range(len(rows)))}
        | {column: pa.array([row.get(column) or None for row in rows], pa.string()) for column in asked.kinds}
    )
    return _figures(name, records, plan_of(asked.kinds), _truth([asked.whose(row) for row in rows]), start)


def measured_companies(*, data: Path) -> Measured:
    """Return how well the plan for companies does on the organisations, of which no domain and no tax id is known."""
    name = "organisations"
    rows = [row for file in SETS[name].files for row in _rows(data / "duplicates" / file)]
    start = time.perf_counter()
    columns = {own: [row[theirs] for row in rows] for own, theirs in OWN_COLUMNS.items()}
    columns["name"] = [comparable_company(text) for text in columns["name"]]
    columns |= {own: [""] * len(rows) for own in ("domain", "tax_id", "country")}
    records = pa.table(
        {"id": pa.array(range(len(rows)))}
        | {own: pa.array([text or None for text in texts], pa.string()) for own, texts in columns.items()}
    )
    return _figures(name, records, COMPANIES, _truth([SETS[name].whose(row) for row in rows]), start)


def _figures(name: str, records: pa.Table, plan: Plan, truth: set[tuple[int, int]], start: float) -> Measured:
    found = find_pairs(records, plan, least=LEAST)
    seconds = time.perf_counter() - start
    pairs = set(zip(found.column("left").to_pylist(), found.column("right").to_pylist(), strict=True))
    return Measured(name, *_share(pairs, truth), *_share(clustered(pairs), truth), seconds)


def _share(pairs: set[tuple[int, int]], truth: set[tuple[int, int]]) -> tuple[float, float]:
    right = len(pairs & truth)
    return right / max(len(pairs), 1), right / len(truth)


def _truth(whose: list[str]) -> set[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(whose):
        groups[one].append(place)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [
            {(name or "").strip(): _plain(value) for name, value in row.items() if isinstance(value, str)}
            for row in csv.DictReader(file, skipinitialspace=True)
        ]
    for row in rows:
        if "Site name" in row:
            row |= _site(row)
    return rows


def _site(row: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of an organisation: its postcode stands in the address where it has no column of its own."""
    address, zip_code = row["Address"], row["Zip"][:5]
    if found := re.search(r"\b\d{5}\b", address[5:]):
        zip_code = zip_code or found.group()
    street = re.sub(r"[^a-z0-9 ]|\b(chicago|il|\d{5})\b", " ", address)
    return {
        "name": row["Site name"], "address": " ".join(street.split()), "phone": row["Phone"][-7:], "zip": zip_code,
        "number": address.split(" ")[0],
    }  # fmt: skip


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(folded.split())


def page(*, data: Path) -> str:
    """Return the table."""
    head = "set                   precision   recall       F1  clustered   recall  seconds"
    figures = [str(measured(name, data=data)) for name in SETS]
    worlds = [
        line
        for name, people, seed in WORLDS
        for line in lines(told(people=people, seed=seed, launch=LAUNCH), name=name)
    ]
    return "\n".join([
        "Duplicates found where it is known who is who.",
        "Pairs likelier than not; clustered: with the pairs that follow from them.",
        "Precision: how many of the pairs found are right. Recall: how many of the true pairs are found.",
        "", "Five public sets, by the engine of the product, told the kind of each column", "", head, *figures,
        "", "The product's plan for companies: names, streets and phones, without domains and tax ids", "", head,
        str(measured_companies(data=data)),
        "", "The product's plan for people, in simulated worlds full of namesakes",
        "Expected: how likely its pairs are said to be, on average. Measured: how many of them are right.", "", *worlds,
        "",
    ])  # fmt: skip


def main() -> None:
    """Write the page."""
    data = Path(os.environ.get("DUETO_DATA", ROOT.parent / "shared" / "data"))
    if not data.is_dir():
        sys.exit(f"The real data is absent: set DUETO_DATA (looked at {data})")
    PAGE.write_text(page(data=data), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
