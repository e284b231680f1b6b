"""Whatever the bytes are, the answer is a table or a sentence, never a traceback."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dueto.adapters.readers.guess import guess_mapping
from dueto.adapters.readers.people import read_people
from dueto.adapters.readers.table import RefusedFile, open_table

NOISE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_whatever(path: Path) -> str:
    """Read the file as far as it goes; return what it was refused for, if it was."""
    try:
        table = open_table(path)
        mapping = guess_mapping(table.headers, table.sample())
        for row in read_people(path, mapping=mapping, default_country="PE"):
            assert row.number > table.form.header_row
    except RefusedFile as refused:
        return str(refused.message)
    return ""


@NOISE
@given(content=st.binary(max_size=300))
def test_random_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "noise"
    path.write_bytes(content)

    read_whatever(path)


@example(content='"\n\r1', start="a,b\n")
@NOISE
@given(
    content=st.text(st.sampled_from('ab1@.,;|\t"\n\r é\0+-/&;'), max_size=200),
    start=st.sampled_from(["", "a,b\n", "sep=;\n"]),
)
def test_random_tables(tmp_path: Path, content: str, start: str) -> None:
    path = tmp_path / "noise.csv"
    path.write_bytes((start + content).encode())

    read_whatever(path)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("noise") / "book.xlsx"
    book = openpyxl.Workbook()
    for row in (["name", "mail", "seen"], ["Ana", "ana@a.example", "2024-01-01"], ["Eva", "eva@a.example", "x"]):
        book.active.append(row)
    book.save(path)
    return path.read_bytes()


@NOISE
@given(place=st.floats(0, 1), noise=st.binary(min_size=1, max_size=30))
def test_damaged_workbooks(tmp_path: Path, workbook: bytes, place: float, noise: bytes) -> None:
    at = int(place * (len(workbook) - 1))
    path = tmp_path / "noise.xlsx"
    path.write_bytes(workbook[:at] + noise + workbook[at + len(noise) :])

    read_whatever(path)
