"""Killed as a machine that is switched off would: another process goes on, nothing is doubled and nothing is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dueto.apps.imports.models import RefusedRow
from tests.apps.imports.lists import bring, crowd, rows, told
from tests.cast import Cast
from tests.migrated import place
from tests.work.running import ROOT, database_of_its_own

KILLS, PEOPLE = (30, 20_000) if os.environ.get("DUETO_SOAK") else (3, 1_500)
BAD = 700
PIECE = 0.06
"""Seconds that a piece takes: somewhere in it comes the end."""
SCRIPT = f"""
import json, sys, django; django.setup()
from datetime import timedelta
from tests.apps.imports.lists import begin, crowd, rows, told
from tests.cast import AT, write_cast
from dueto.apps.imports import actions
from dueto.apps.imports.models import Import, RefusedRow
life = int(sys.argv[1])
if life == 0:
    write_cast()
    actions.run(import_id=begin(crowd({PEOPLE}, bad={BAD})), by=None, at=AT)
now = AT + timedelta(minutes=2 * life)
early = actions.advance(now=lambda: now - timedelta(seconds=90)) if life else 0
print(json.dumps([early, Import.objects.get().place]), flush=True)
while actions.advance(now=lambda: now):
    print(Import.objects.get().place, flush=True)
one = Import.objects.get()
print(json.dumps([one.state, one.counts, rows(), told(), RefusedRow.objects.count()]), flush=True)
"""


class Worker:
    """A process that brings a list in, and tells after each piece how far it is."""

    def __init__(self, life: int, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(life)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )

    def says(self) -> Any:
        """Return what it says next."""
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def last(self) -> Any:
        """Return what it says at its end."""
        out, _ = self._process.communicate()
        assert self._process.returncode == 0
        return json.loads(out.splitlines()[-1])

    def kill(self) -> None:
        """End it this instant, whatever it is at."""
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()
        assert self._process.returncode == -signal.SIGKILL


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the settings of an installation of its own."""
    place(tmp_path)
    own = {
        **os.environ, "DUETO_HOME": str(tmp_path), "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
    }  # fmt: skip
    if own.get("DUETO_DATABASE", "").startswith("postgres"):
        own["DUETO_DATABASE"] = database_of_its_own(own["DUETO_DATABASE"])
    return own


@pytest.mark.django_db
def test_killed_in_the_middle_it_goes_on_as_if_nothing_had_been(cast: Cast, environment: dict[str, str]) -> None:
    dice, reached = random.Random(4), 0
    for life in range(KILLS):
        worker = Worker(life, environment)
        early, begins_at = worker.says()
        assert early == 0  # who died a moment ago might come back
        assert begins_at >= reached
        reached = worker.says()
        time.sleep(dice.uniform(0, PIECE))
        worker.kill()
    state, counts, written, people, reasons = Worker(KILLS, environment).last()

    whole = bring(crowd(PEOPLE, bad=BAD))
    assert (state, counts) == (whole.state, whole.counts)
    assert written == rows()
    assert [tuple(one) for one in people] == told()
    assert reasons == RefusedRow.objects.count() == 1
