"""Whatever the csv module wrote, in any encoding, separator and quoting, is read back as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.adapters.readers.table import open_table

WORDS = st.text(st.sampled_from("abcdefgh ABC áéíóúñÑü .-+'()\"\n,;|\t"), max_size=12).filter(
    lambda text: not text.startswith(" ")
)
PLAIN = ["Rocío", "Bogotá", "señor", "Ñandú", "camión", "avión", "Peña"]
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=12)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@settings(  # which encoding of eight bits it is can only be guessed: the same words each time
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(
    rows=ROWS,
    separator=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_it_reads_back_what_was_written(
    tmp_path: Path, encoding: str, line_end: str, rows: list[tuple[str, str, str]], separator: str, quoting: int
) -> None:
    # Rows of plain words around the strange ones tell separator and encoding, as in any real export.
    known = [(word, "Lima", word) for word in PLAIN]
    written = [*known, *((f"x{first}", second, f"{third}x") for first, second, third in rows), *known]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=line_end)
    writer.writerows([("name", "city", "note"), *written])
    path = tmp_path / "list.csv"
    path.write_bytes(text.getvalue().encode(encoding))

    table = open_table(path)

    assert table.headers == ("name", "city", "note")
    assert [row.cells for row in table] == written
    assert [row.number for row in table] == list(range(2, len(written) + 2))
