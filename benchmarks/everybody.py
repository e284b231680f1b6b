"""Re-judging everybody beside the hand-written query that answers the same question on the same data.

The yardstick (`judge.sql`, its generator and its definition) is looked for in DUETO_BASELINES, or in
../shared/baselines beside the checkout. Both run as whole processes, in turn, so that the ratio holds on a machine
whose speed drifts. The product stores text folded; its copy of the facts is folded before the clock starts.
The ratio is promised for a million people; of the half second that a tenth takes, about a third makes the query.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.budget import Line

ROOT = Path(__file__).parent.parent
BASELINES = Path(os.environ.get("DUETO_BASELINES", ROOT.parent / "shared" / "baselines"))
DATA = ROOT / "bench-data"
SIZES = (100_000, 1_000_000)
PAIRS = 3
SECONDS, MEGABYTES, RATIO = 10.0, 1500.0, 1.5


def lines() -> Iterator[Line]:
    """Yield the lines of this budget for a tenth of a million people and for a million."""
    if not (BASELINES / "judge.sql").is_file():
        print(f"skipped: re-judging everybody (no yardstick in {BASELINES.name}; set DUETO_BASELINES)")
        return
    medians: dict[int, float] = {}
    for people in SIZES:
        folder = _data(people)
        pairs = [(_run("yardstick", folder), _run("product", folder)) for _ in range(PAIRS)]
        for yardstick, product in pairs:
            if yardstick["qualified"] != product["qualified"]:
                raise SystemExit(f"the answers differ: {yardstick} {product}")
        medians[people] = statistics.median(product["seconds"] for _, product in pairs)
        peak = max(product["megabytes"] for _, product in pairs)
        ratio = statistics.median(product["seconds"] / yardstick["seconds"] for yardstick, product in pairs)
        same = f"same answer: {pairs[0][1]['qualified']} qualified"
        name = f"{people:,} people judged"
        if people == SIZES[-1]:
            yield Line(f"{name}, beside judge.sql", ratio, RATIO, "×", same)
        note = f"{ratio:.2f} × judge.sql; {same}"
        yield Line(name, medians[people], SECONDS * people / SIZES[-1], "s", note)
        yield Line(f"{name}, peak memory", peak, MEGABYTES, "MB")
    growth = medians[SIZES[1]] / medians[SIZES[0]]
    yield Line("growth from a tenth to the whole", growth, 1.5 * SIZES[1] / SIZES[0], "×", "10 × is linear")


def _data(people: int) -> Path:
    folder = DATA / str(people)
    if not (folder / "folded" / "facts.parquet").exists():
        subprocess.run(
            [sys.executable, BASELINES / "generate.py", folder, str(people)], check=True, stdout=subprocess.DEVNULL
        )
        folded = folder / "folded"
        folded.mkdir(exist_ok=True)
        for name in ("identities", "activities"):
            (folded / f"{name}.parquet").unlink(missing_ok=True)
            os.link(folder / f"{name}.parquet", folded / f"{name}.parquet")
        lowered = f"select * replace (lower(value) as value) from '{folder}/facts.parquet'"
        duckdb.execute(f"copy ({lowered}) to '{folded}/facts.parquet'")
    return folder


def _run(which: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", f"benchmarks.{which}", str(folder), str(BASELINES)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    answer: dict[str, Any] = json.loads(printed)
    return answer
