"""The command line called in this process, and one tiny world of Nevadal for all its tests."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dueto.cli.main import main

NEVADAL = Path(__file__).parents[2] / "examples" / "nevadal"
AGREEMENT = NEVADAL / "agreement.yaml"
LAUNCH = "2026-11-23T09:00-05:00"
PEOPLE = 60


@dataclass(frozen=True)
class Answer:
    """What the command line answered."""

    code: int
    out: str
    err: str

    @property
    def counts(self) -> dict[str, Any]:
        """The answer of --format json."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer


Dueto = Callable[..., Answer]


@pytest.fixture
def dueto(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Dueto:
    """Call the command line in English, unless `--lang` asks otherwise; return what it answers."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(int(end.value.code or 0), said.out, said.err)

    return call


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the tiny world."""
    out = tmp_path_factory.mktemp("nevadal")
    with pytest.raises(SystemExit) as end:
        main(["simulate", "--out", str(out), "--people", str(PEOPLE), "--launch", LAUNCH])
    assert not end.value.code
    return out


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV that the command line wrote, or the world did."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(path: Path, headers: Sequence[str], *rows: Sequence[object]) -> Path:
    """Write a CSV and return its path."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([headers, *rows])
    return path


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its content, hidden ones too."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
