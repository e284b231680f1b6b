"""Pages at a million people: what the server does for each, and that a change costs the same among few and many.

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
SAME = 1.5
"""A cost that is the same at any size, measured on a machine that does other things too."""


def lines() -> Iterator[Line]:
    """Yield the line of each page: the slowest in twenty, in milliseconds of one core."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "DUETO_HOME": home, "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.page_times", str(PEOPLE)]
        asked = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    answer = json.loads(asked.stdout.splitlines()[-1])
    for name, took in answer["pages"].items():
        yield Line(f"the page «{name}» at {PEOPLE:,} people, p95", took, LIMIT, "ms")
    few, many = answer["few"], answer["many"]
    growth = many["change"] / few["change"]
    words = f"{few['change']:.1f} ms among {answer['people']:,}, {many['change']:.1f} ms among {PEOPLE:,}"
    yield Line("changing one person, few and many beside them", growth, SAME, "×", words)
    yield Line("opening the list, few and many in it", many["list"] / few["list"], SAME, "×")
