"""The command line as a process of its own: pipes that close, keys that interrupt, terminals with few letters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import AGREEMENT, LAUNCH, tree_of

DUETO = [sys.executable, "-c", "from dueto.cli.main import main; main()"]


def environment(**more: str) -> dict[str, str]:
    """Return an environment that says nothing about languages but what `more` says."""
    silent = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return {**silent, **more}


def run(*arguments: object, timeout: int = 60, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line to its end."""
    command = [*DUETO, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=timeout, env=environment(**more), check=False)


def test_it_speaks_the_language_of_the_environment() -> None:
    spanish, english = run("--help"), run("--help", LANG="en_US.UTF-8")

    assert spanish.stdout.decode().startswith("Uso: dueto ")
    assert english.stdout.decode().startswith("Usage: dueto ")
    assert spanish.returncode == english.returncode == 0


def test_a_reader_who_has_seen_enough_is_no_mistake() -> None:
    with subprocess.Popen(
        [*DUETO, "agreement", "show", str(AGREEMENT)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == 0

    assert said == b""


def test_a_list_too_long_for_its_reader_is_no_mistake(world: Path) -> None:
    call = [*DUETO, "qualify", str(world / "people.csv"), "--agreement", str(AGREEMENT), "--format", "csv"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait(timeout=60) == 0

    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_a_terminal_without_our_letters_shows_the_rest() -> None:
    answer = run("agreement", "diff", AGREEMENT.with_name("agreement-v3.yaml"), AGREEMENT, PYTHONIOENCODING="cp1252")

    assert answer.returncode == 0, answer.stderr
    assert b"3 ? 4" in answer.stdout


@pytest.mark.parametrize("after", [0.05, 0.4])
def test_an_interruption_leaves_nothing_behind(after: float, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("old")
    call = [*DUETO, "simulate", "--out", str(tmp_path), "--people", "300000", "--launch", LAUNCH, "--lang", "en"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stderr is not None
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob(".world-*")) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read().decode()
        assert process.wait(timeout=60) == 130

    assert said.strip() == "Stopped; nothing was written."
    assert tree_of(tmp_path) == {"people.csv": b"old"}


def test_a_full_disk_leaves_nothing_behind(world: Path, tmp_path: Path) -> None:
    call = f"ulimit -f 8; exec {sys.executable} -c 'from dueto.cli.main import main; main()' \"$@\""
    answer = subprocess.run(
        ["bash", "-c", call, "dueto", "qualify", str(world / "people.csv"), "--agreement", str(AGREEMENT), "--out",
         str(tmp_path / "out"), "--lang", "en"],
        capture_output=True, timeout=60, env=environment(TMPDIR=str(tmp_path)), check=False,
    )  # fmt: skip

    assert answer.returncode == 1, answer.stderr
    assert b"Traceback" not in answer.stderr
    assert b"cannot be used: " in answer.stderr
    assert list(tmp_path.iterdir()) == []
