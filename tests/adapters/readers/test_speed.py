"""A tenth of the budget's size: 10,000 people in a tenth of 20 seconds, and memory that does not grow with the rows."""

from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest

from dueto.adapters.readers.people import PersonRow, read_people
from benchmarks.people_file import MAPPING, write_crowd

SOAK = os.environ.get("DUETO_SOAK") == "1"


@pytest.mark.parametrize("people", [10_000, *([100_000] if SOAK else [])])
def test_it_reads_a_crowd_within_its_budget(tmp_path: Path, people: int) -> None:
    path = tmp_path / "crowd.csv"
    write_crowd(path, people=people)

    begun = time.process_time()
    read = sum(isinstance(row, PersonRow) and not row.problems for row in read_people(path, mapping=MAPPING))
    taken = time.process_time() - begun

    assert read == people
    assert taken < 20 * people / 100_000 + 2  # what is loaded once does not shrink with the rows


def test_memory_grows_only_by_a_hash_for_each_person(tmp_path: Path) -> None:
    peaks = []
    for people in (500, 1_500):
        path = tmp_path / f"{people}.csv"
        write_crowd(path, people=people)
        list(zip(read_people(path, mapping=MAPPING), range(200), strict=False))
        tracemalloc.start()
        for _ in read_people(path, mapping=MAPPING):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] - peaks[0] < 1_000 * 1_500  # caches still fill; a row kept whole would cost more than this
