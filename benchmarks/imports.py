"""A list of 100,000 people brought in with matching, and what it costs those who did something meanwhile."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.budget import Line

ROOT = Path(__file__).parent.parent
WHOLE, SECONDS, MEGABYTES, SOON = 100_000, 60.0, 400.0, 1.0
ROWS = min(WHOLE, int(os.environ.get("DUETO_BENCH_PEOPLE", "1000000")) // 10)
MEANWHILE = 60_000
"""So many rows do not come to their end while forty people cross."""


def lines() -> Iterator[Line]:
    """Yield the lines of these budgets."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "DUETO_HOME": home, "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
        }  # fmt: skip
        took = _asked([sys.executable, "-m", "benchmarks.brought", str(ROWS)], environment)
    counts = took["counts"]
    note = f"{counts['new']:,} new, {counts['by_email']:,} recognised; {ROWS / took['seconds']:,.0f} rows a second"
    yield Line(f"{ROWS:,} rows brought in with matching", took["seconds"], SECONDS * ROWS / WHOLE, "s", note)
    yield Line(f"{ROWS:,} rows brought in, peak memory", took["megabytes"], MEGABYTES, "MB")
    soon = _asked([sys.executable, "-m", "benchmarks.soon", str(MEANWHILE)], dict(os.environ))
    late = statistics.quantiles(soon["seconds"], n=20)[-1]
    note = f"{soon['place']:,} rows came in meanwhile, at {soon['rate']:,.0f} hits a second"
    yield Line("a hit to the notice and the board while a list comes in, p95", late, SOON, "s", note)


def _asked(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    asked = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    return answer
