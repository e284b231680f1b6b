"""The files of `dueto qualify`: all of them or none, whatever happens; and no cell in them is a formula."""

from __future__ import annotations

import errno
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from dueto.cli.qualify import written
from dueto.cli.whole import whole
from tests.cli.conftest import rows_of, tree_of, write_rows
from tests.cli.qualify.conftest import HEADERS, Qualify

FILES = {"verdicts.csv", "refused.csv", "dropped_cells.csv", "mapping.yaml", "report.html"}


def test_it_writes_all_files_and_nothing_else(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    answer = qualify(leads, "--out", tmp_path / "new" / "folder")

    assert set(tree_of(tmp_path / "new" / "folder")) == FILES
    assert answer.err.splitlines()[-1] == f"The report is {tmp_path / 'new' / 'folder' / 'report.html'}"


def test_without_a_folder_it_writes_nothing(qualify: Qualify, leads: Path, in_folder: Path) -> None:
    before = tree_of(in_folder)

    assert qualify(leads).code == 0
    assert tree_of(in_folder) == before


def test_running_again_replaces_what_it_wrote(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    bad = write_rows(tmp_path / "bad.csv", HEADERS, ("b1", "B", "Perusalén", "many", ""), ("b2", "C", "PE", "1", ""))
    assert qualify(bad, "--out", out).code == 0
    (out / "mine.txt").write_text("mine")
    assert len(rows_of(out / "dropped_cells.csv")) == 2
    assert qualify(leads, "--out", out).code == 0

    assert set(tree_of(out)) == {*FILES, "mine.txt"}
    assert rows_of(out / "dropped_cells.csv") == []
    assert {row["person"] for row in rows_of(out / "verdicts.csv")} == {"a1", "a2", "a3", "a4"}


def test_a_dropped_cell_is_kept_with_its_reason(qualify: Qualify, tmp_path: Path) -> None:
    bad = write_rows(tmp_path / "bad.csv", HEADERS, ("b1", "B", "Perusalén", "3", ""), ("b2", "C", "PE", "1", ""))
    answer = qualify(bad, "--out", tmp_path / "out")

    (cell,) = rows_of(tmp_path / "out" / "dropped_cells.csv")
    assert (cell["file"], cell["row"], cell["field"], cell["value"]) == ("bad.csv", "2", "country", "Perusalén")
    assert "is not a country that is known" in cell["reason"]
    assert "1 cell is not valid and was dropped" in answer.err


def fail(error: BaseException) -> object:
    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


@pytest.mark.parametrize("existed", [True, False])
@pytest.mark.parametrize(
    ("place", "error", "code"),
    [
        ("render", OSError(errno.ENOSPC, "No space left on device"), 1),
        ("write_mapping", PermissionError(errno.EACCES, "Permission denied", "mapping.yaml"), 1),
        ("_verdict", KeyboardInterrupt(), 130),
        ("render", KeyboardInterrupt(), 130),
    ],
)
def test_what_goes_wrong_in_the_middle_leaves_the_folder_as_it_was(
    place: str, error: BaseException, code: int, existed: bool, qualify: Qualify, leads: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    out = tmp_path / "below" / "out"
    if existed:
        out.mkdir(parents=True)
        (out / "verdicts.csv").write_text("old")
    before = tree_of(tmp_path)
    monkeypatch.setattr(written, place, fail(error))
    answer = qualify(leads, "--out", out)

    assert (answer.code, answer.out) == (code, "")
    assert "The report is" not in answer.err
    assert tree_of(tmp_path) == before
    assert out.exists() is existed
    assert out.parent.exists() is existed


def test_a_mistake_of_ours_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def mistaken() -> None:
        with whole(tmp_path / "out") as folder:
            (folder / "half").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        mistaken()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file_stops_all(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "verdicts.csv").mkdir(parents=True)
    answer = qualify(leads, "--out", tmp_path / "out")

    assert answer.code == 1
    assert "verdicts.csv cannot be used: it is a folder" in answer.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["verdicts.csv"]


@pytest.mark.parametrize("out", ["file/below", "dangling", "x" * 300])
def test_a_folder_that_cannot_be_is_refused(out: str, qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    before = tree_of(tmp_path)
    answer = qualify(leads, "--out", tmp_path / out)

    assert (answer.code, answer.out) == (1, "")
    assert f"{out} cannot be used: " in answer.err
    assert tree_of(tmp_path) == before


def test_a_folder_that_is_not_ours_is_refused(
    qualify: Qualify, leads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    denied = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "out"))
    monkeypatch.setattr(tempfile, "mkdtemp", fail(denied))  # root, which tests may run as, may write anywhere
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryDirectory", lambda prefix: nullcontext(str(tmp_path)))
        answer = qualify(leads, "--out", tmp_path / "out")

    assert answer.code == 1
    assert f"{tmp_path / 'out'} cannot be used: this is not permitted" in answer.err
    assert not (tmp_path / "out").exists()


def test_a_linked_folder_is_used_and_a_linked_file_is_replaced(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "precious.csv").write_text("precious")
    (tmp_path / "real" / "verdicts.csv").symlink_to(tmp_path / "precious.csv")
    (tmp_path / "out").symlink_to(tmp_path / "real")

    assert qualify(leads, "--out", tmp_path / "out").code == 0
    assert (tmp_path / "precious.csv").read_text() == "precious"
    assert set(tree_of(tmp_path / "real")) == FILES
    assert (tmp_path / "out").is_symlink()


FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd|x",
    "-2+3+cmd",
    "@SUM(A1)",
    "\tx",
    "\n=1",
    "＝1+1",
    "=",
    "-",
    "+51 999 a",
]
NUMBERS = ["-5", "+51987654321", "-1.5", "-1,5", "7"]


def test_no_exported_cell_is_a_formula_and_numbers_stay_numbers(qualify: Qualify, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("person: id\ncolumns: {company: company, country: country, sites: sites, role: role}\n")
    rows = [(name, "=1+1", "=2", "=3", "@x") for name in (*FORMULAS, *NUMBERS)]
    file = write_rows(tmp_path / "=leads.csv", HEADERS, *rows, *rows)
    assert qualify(file, "--map", mapping, "--out", tmp_path / "out").code == 0

    cells = [
        cell
        for name in ("verdicts.csv", "refused.csv", "dropped_cells.csv")
        for row in rows_of(tmp_path / "out" / name)
        for cell in row.values()
    ]
    assert cells
    people = {row["person"] for row in rows_of(tmp_path / "out" / "verdicts.csv")}
    assert set(NUMBERS) <= people
    assert {"'=1+1", "'=cmd|' /C calc'!A0", "'@SUM(A1)", "'-2+3+cmd"} <= people
    bare = [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝") and cell not in NUMBERS]
    assert bare == []
    assert {row["file"] for row in rows_of(tmp_path / "out" / "refused.csv")} == {"'=leads.csv"}
