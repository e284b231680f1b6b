"""Memory does not grow with the rows of a file. How long reading takes is for `make bench` to say."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from benchmarks.people_file import MAPPING, write_crowd

from dueto.adapters.readers.people import read_people


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
