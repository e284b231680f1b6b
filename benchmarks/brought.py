"""`python -m benchmarks.brought ROWS`: a list of people brought in, a third of them known before; prints JSON."""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from tests.apps.imports.lists import begin, bring, work  # noqa: E402

from benchmarks.people_file import write_crowd  # noqa: E402
from dueto.apps.base.models import Person  # noqa: E402
from dueto.apps.imports import actions  # noqa: E402
from dueto.apps.imports.models import Import  # noqa: E402
from dueto.work.demo.cast import seat_cast  # noqa: E402

KNOWN = 3


def main(rows: int) -> None:
    """Print seconds, peak memory before and at the end, and the longest piece."""
    now = datetime.now(UTC)
    call_command("migrate", verbosity=0)
    seat_cast(at=now)
    with tempfile.TemporaryDirectory() as folder:
        path, third = Path(folder) / "crowd.csv", Path(folder) / "known.csv"
        write_crowd(path, people=rows)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        known = [line.replace(",webinar,", ",feria,") for line in lines[1::KNOWN]]  # the same people, by another way
        third.write_text("".join([lines[0], *known]), encoding="utf-8")
        bring(third, at=now, system="other")
        pk = begin(path, at=now)
        del lines, known
    before = memory()
    actions.run(import_id=pk, by=None, at=now)
    gc.freeze()
    began = time.perf_counter()
    work(at=now)
    seconds = time.perf_counter() - began
    row = Import.objects.get(pk=pk)
    assert row.state == "done"
    assert Person.objects.count() == rows
    print(json.dumps({"seconds": seconds, "before": before, "megabytes": memory(), "counts": row.counts}))


def memory() -> float:
    """Return the most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
