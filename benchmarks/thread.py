"""From a hit to the verdict: how many are drained, sewn and judged on one core, and how soon the board knows."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.budget import Line

ROOT = Path(__file__).parent.parent
HITS, RATE, SOON = 20_000, 1_500, 1.0


def lines() -> Iterator[Line]:
    """Yield the lines of these budgets."""
    with tempfile.TemporaryDirectory() as home:
        of_core, by_clock, handed = _drained(home).split()
    rates = f"{float(of_core):,.0f} a second of one core, at least {RATE:,}; {float(by_clock):,.0f} by the clock"
    name = "a hit drained, sewn and judged, one core"
    yield Line(name, 1e6 / float(of_core), 1e6 / RATE, "µs", f"{rates}; {handed} handed over")
    yield from _soon()


def _soon() -> Iterator[Line]:
    """Yield how soon a hit that crosses is a hand-off that the board shows, while 500 hits a second come in."""
    asked = subprocess.run(
        [sys.executable, "-m", "benchmarks.soon"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    took = json.loads(asked.stdout.splitlines()[-1])
    late = statistics.quantiles(took["seconds"], n=20)[-1]
    name = "a hit to the executive's notice and the board, p95"
    yield Line(name, late, SOON, "s", f"{len(took['seconds'])} crossings at {took['rate']:,.0f} hits a second")


def _drained(home: str) -> str:
    environment = {
        **os.environ, "DUETO_HOME": home, "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "benchmarks.drained", str(HITS)]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
