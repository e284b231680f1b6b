"""Duplicates in batch among a hundred thousand people, and what one merge costs among few and among many.

DUETO_BENCH_PEOPLE makes it smaller, never larger.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.budget import Line

ROOT = Path(__file__).parent.parent
PEOPLE = min(100_000, int(os.environ.get("DUETO_BENCH_PEOPLE", "100000")))
LIMIT, SAME = 60.0, 1.5


def lines() -> Iterator[Line]:
    """Yield the lines of these budgets."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "DUETO_HOME": home, "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.merged", str(PEOPLE)]
        asked = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    took = json.loads(asked.stdout.splitlines()[-1])
    words = f"{took['found']:,} pairs found, {took['caught']:.0%} of those planted, {took['right']:.0%} of them right"
    yield Line(f"duplicates in batch among {PEOPLE:,} people", took["seconds"], LIMIT, "s", words)
    few, many = took["few"], took["many"]
    words = f"{few:.1f} ms among {took['people']:,}, {many:.1f} ms among {PEOPLE:,}"
    yield Line("merging two people, few and many beside them", many / few, SAME, "×", words)
