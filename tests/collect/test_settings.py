"""The environment is read as it is meant, or refused with the reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dueto.collect.settings import InvalidSetting, Settings, settings_from
from tests.collect.running import ROOT, Started


def test_it_does_without_any() -> None:
    assert settings_from({}) == Settings(inbox="dueto-home/inbox.db", port=8001, origins=frozenset(), trusted_proxies=0)


def test_it_reads_them_all() -> None:
    settings = settings_from(
        {
            "DUETO_HOME": "/srv/dueto",
            "COLLECT_PORT": "9001",
            "DUETO_COLLECT_ORIGINS": "https://Nevadal.example, http://localhost:8000,",
            "DUETO_TRUSTED_PROXIES": "2",
        }
    )

    assert settings.inbox == "/srv/dueto/inbox.db"
    assert (settings.port, settings.trusted_proxies) == (9001, 2)
    assert settings.origins == {"https://nevadal.example", "http://localhost:8000"}


def test_the_inbox_may_be_elsewhere() -> None:
    assert settings_from({"DUETO_HOME": "a", "DUETO_INBOX": "/b/c.db"}).inbox == "/b/c.db"
    assert settings_from({"DUETO_INBOX": "postgresql://u@h/d"}).inbox == "postgresql://u@h/d"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("COLLECT_PORT", "http", "COLLECT_PORT is a whole number from 0 to 65535, not http"),
        ("COLLECT_PORT", "70000", "COLLECT_PORT is a whole number from 0 to 65535, not 70000"),
        ("DUETO_TRUSTED_PROXIES", "-1", "DUETO_TRUSTED_PROXIES is a whole number from 0 to 10, not -1"),
        ("DUETO_INBOX", "mysql://x", "DUETO_INBOX is the path of a file or a postgresql:// address, not mysql://"),
        (
            "DUETO_COLLECT_ORIGINS",
            "nevadal.example",
            "DUETO_COLLECT_ORIGINS lists sites like https://nevadal.example, without a path; nevadal.example is none",
        ),
        (
            "DUETO_COLLECT_ORIGINS",
            "https://nevadal.example/",
            "DUETO_COLLECT_ORIGINS lists sites like https://nevadal.example, without a path; "
            "https://nevadal.example/ is none",
        ),
    ],
)
def test_it_refuses_what_it_cannot_use(name: str, value: str, told: str) -> None:
    with pytest.raises(InvalidSetting) as refused:
        settings_from({name: value})

    assert str(refused.value.says) == told


def refused_start(**environ: str) -> str:
    """Return what the door says when it cannot start."""
    command = [sys.executable, "-m", "dueto.collect"]
    environ = {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src")} | environ
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    return run.stderr.strip()


def test_a_door_that_cannot_start_says_why_in_one_line(started: Started, inbox_file: Path) -> None:
    port = str(started(inbox_file).port)

    assert refused_start(COLLECT_PORT="x") == "COLLECT_PORT is a whole number from 0 to 65535, not x"
    assert refused_start(COLLECT_PORT=port, DUETO_INBOX=str(inbox_file)) == (
        f"COLLECT_PORT {port} cannot be listened at (Address already in use); choose another"
    )
