"""Pages at a million people: what the server does for the list, a person, one datum away, the desk and the board.

DUETO_BENCH_PEOPLE says how many people; a million without it.
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
PEOPLE = int(os.environ.get("DUETO_BENCH_PEOPLE", "1000000"))
LIMIT = 100.0


def lines() -> Iterator[Line]:
    """Yield the line of each page: the slowest in twenty, in milliseconds of one core."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "DUETO_HOME": home, "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.page_times", str(PEOPLE)]
        asked = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    for name, took in json.loads(asked.stdout.splitlines()[-1]).items():
        yield Line(f"the page «{name}» at {PEOPLE:,} people, p95", took, LIMIT, "ms")
