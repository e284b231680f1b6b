"""Reading an export of people: columns mapped, every cell cleaned, every row either a person or a reason."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.budget import Line
from benchmarks.people_file import MAPPING, write_crowd
from dueto.adapters.readers.people import read_people

ROOT = Path(__file__).parent.parent
SIZES = (10_000, 100_000)
SECONDS, MEGABYTES = 20.0, 300.0


def lines() -> Iterator[Line]:
    """Yield the lines of this budget for a tenth of the rows and for all of them."""
    took: dict[int, float] = {}
    for rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "people.csv"
            write_crowd(path, people=rows)
            command = [sys.executable, "-m", "benchmarks.reading", str(path)]
            printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
        answer: dict[str, Any] = json.loads(printed)
        took[rows] = answer["seconds"]
        yield Line(f"{rows:,} rows read and cleaned", answer["seconds"], SECONDS * rows / SIZES[-1], "s")
        yield Line(f"{rows:,} rows read, peak memory", answer["megabytes"], MEGABYTES, "MB")
    yield Line("growth from a tenth of the rows", took[SIZES[1]] / took[SIZES[0]], 15.0, "×", "10 × is linear")


def main(path: Path) -> None:
    """Print the seconds and the peak memory of reading the file as JSON."""
    started = time.perf_counter()
    for _ in read_people(path, mapping=MAPPING):
        pass
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
