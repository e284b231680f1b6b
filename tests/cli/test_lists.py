"""`dueto import` does what the page does, with or without a worker beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from dueto.adapters.voice import Voice
from dueto.apps.base.models import Activity, Person
from dueto.apps.imports.models import Import
from dueto.cli import lists
from tests.apps.imports.lists import crowd, rows
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def call(*arguments: str) -> tuple[int, str]:
    """Return exit code and output."""
    done = CliRunner().invoke(lists.import_command(Voice("en")), list(arguments), standalone_mode=True)
    return done.exit_code, done.output


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "wire_ready", lambda **_: None)


def test_a_list_comes_in_and_goes_out_again(cast: Cast, tmp_path: Path) -> None:
    before = rows()
    file, out = tmp_path / "feria.csv", tmp_path / "refused.csv"
    file.write_text(crowd(20, bad=4), encoding="utf-8")

    assert "nothing was written" in call(str(file), "--trial")[1]
    assert rows() == before
    code, said = call(str(file), "--as", "event", "--event", "Feria", "--event-kind", "fair", "--out", str(out))
    assert code == 0, said
    assert "19 new" in said
    assert Activity.objects.filter(kind="event", item="feria").count() == 19
    [refused] = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert refused["row"] == "6"
    code, said = call("--undo", str(Import.objects.latest("id").pk))
    assert code == 0, said
    assert rows() == before


def test_what_is_no_list_is_refused(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"%PDF-1.7")
    code, said = call(str(file))
    assert code == 1
    assert "PDF" in said
    assert call()[0] == 2
    assert call("--undo", "77")[0] == 1
    assert not Person.objects.exists()
