"""The four examples, each run once as its README says."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from proofs.real_exports import example, printed


@dataclass(frozen=True)
class Run:
    """What the command printed, and verdicts.csv by person in its order."""

    printed: str
    verdicts: dict[str, dict[str, str]]
    refused: list[dict[str, str]]

    @property
    def qualified(self) -> set[str]:
        return {person for person, verdict in self.verdicts.items() if verdict["qualified"] == "true"}

    @property
    def totals(self) -> dict[str, int]:
        return {person: int(verdict["total"]) for person, verdict in self.verdicts.items()}

    def away(self) -> dict[str, str]:
        """Return the people who are one datum away, with the data any one of which would do."""
        return {
            person: verdict["missing"]
            for person, verdict in self.verdicts.items()
            if verdict["missing"] and "+" not in verdict["missing"].split(" / ")[0]
        }


@pytest.fixture(scope="session")
def run_of(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Run]:
    """Return a function that runs an example, the first time it is asked for it."""

    @cache
    def run(name: str) -> Run:
        out = tmp_path_factory.mktemp(name)
        text = printed(example(name).command, data=data_dir, out=out)
        verdicts = {row["person"]: row for row in _rows(out / "verdicts.csv")}
        return Run(text, verdicts, _rows(out / "refused.csv"))

    return run


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
