"""`dueto setup`: harmless to repeat, clear where it cannot go on."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_process import DUETO, environment
from tests.migrated import place

ADMIN = ["--admin-mail", "ana@empresa.example", "--admin-name", "Ana Sol"]


def setup(home: Path, *arguments: str, **more: str) -> tuple[int, str]:
    """Return the exit code of `dueto setup`, and what it said."""
    clean = {name: value for name, value in environment().items() if not name.startswith(("DUETO_", "PYTEST"))}
    done = subprocess.run(
        [*DUETO, "--lang", "en", "setup", *arguments], capture_output=True, text=True, timeout=120, check=False,
        stdin=subprocess.DEVNULL, env=clean | {"DUETO_HOME": str(home)} | more,
    )  # fmt: skip
    return done.returncode, done.stderr


def members(home: Path) -> list[tuple[str, str]]:
    """Return who works there."""
    with sqlite3.connect(home / "dueto.db") as database:
        found = list(database.execute("select email, role from team_member"))
    database.close()
    return found


def test_it_makes_a_home_and_the_first_administrator_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code, said = setup(home, *ADMIN, DUETO_ADMIN_PASSWORD="three words in a row")
    assert (code, members(home)) == (0, [("ana@empresa.example", "administrator")]), said
    assert "ana@empresa.example can log in, as administrator." in said
    key = home / "secret-key"
    written = key.read_text()
    assert len(written) > 60
    assert key.stat().st_mode & 0o777 == 0o600
    assert (home / "static" / "dueto").is_dir()

    assert setup(home, *ADMIN)[0] == 0
    assert key.read_text() == written
    assert len(members(home)) == 1


@pytest.mark.parametrize(
    ("more", "arguments", "why"),
    [
        ({"DUETO_ADMIN_PASSWORD": "short"}, ADMIN, "ten letters or more"),
        ({}, ADMIN, "The password is missing: set DUETO_ADMIN_PASSWORD"),
        ({"DUETO_ADDRESS": "https://dueto.example"}, [], "dueto.E002"),
        ({"DUETO_WEB_WORKERS": "4"}, [], "dueto.E003"),
        ({"DUETO_WEB_WORKERS": "four"}, [], "DUETO_WEB_WORKERS='four' is not usable"),
        ({"DUETO_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}, [], "cannot be reached"),
    ],
)
def test_it_refuses_in_words(tmp_path: Path, more: dict[str, str], arguments: list[str], why: str) -> None:
    place(tmp_path / "home")
    code, said = setup(tmp_path / "home", *arguments, **more)
    assert code == 1
    assert why in said
    assert "Traceback" not in said


def test_without_a_terminal_it_says_how(tmp_path: Path) -> None:
    place(tmp_path / "home")
    code, said = setup(tmp_path / "home")
    assert code == 0
    assert "Nobody can log in yet. Run: dueto setup --admin-mail" in said
