"""Rows, their numbers, and what is forgiven."""

from __future__ import annotations

from pathlib import Path

from dueto.adapters.readers.table import RefusedRow, Table, TableRow, open_table


def table_of(tmp_path: Path, text: str) -> Table:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode())
    return open_table(path)


def told(table: Table) -> list[tuple[int, str]]:
    return [(row.number, str(row.reason) if isinstance(row, RefusedRow) else "|".join(row.cells)) for row in table]


def test_it_numbers_rows_as_a_spreadsheet_does(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'name,city\n"Ana\nLucía",Lima\n\nJulia,Bogotá\n')

    assert told(table) == [(2, "Ana\nLucía|Lima"), (4, "Julia|Bogotá")]


def test_it_can_be_read_again(tmp_path: Path) -> None:
    table = table_of(tmp_path, "name,city\nAna,Lima\n")

    assert list(table) == list(table) == [TableRow(2, ("Ana", "Lima"))]


def test_it_reads_past_the_notes_of_a_linkedin_export(tmp_path: Path) -> None:
    table = table_of(
        tmp_path,
        'Notes:\n"When exporting your connection data, you may notice that some of the addresses are missing."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Rocío,Tello,https://social.example/rt,,Conservas Punta Brava,Jefa de calidad,15 Apr 2024\n",
    )

    assert table.form.header_row == 4
    assert table.headers[0] == "First Name"
    assert [row.number for row in table] == [5]


def test_it_obeys_the_line_that_names_the_separator(tmp_path: Path) -> None:
    table = table_of(tmp_path, "sep=|\r\nname|note\r\nAna|a;b;c\r\nEva|d;e;f\r\n")

    assert told(table) == [(3, "Ana|a;b;c"), (4, "Eva|d;e;f")]


def test_it_forgives_a_separator_at_the_end_of_each_row(tmp_path: Path) -> None:
    table = table_of(tmp_path, "name;city;\nAna;Lima;\nEva;Quito; \n")

    assert table.headers == ("name", "city")
    assert told(table) == [(2, "Ana|Lima"), (3, "Eva|Quito")]


def test_it_forgives_spaces_after_separators_before_quotes(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'name, city, note\nAna, Lima, "a, b"\n')

    assert told(table) == [(2, "Ana|Lima|a, b")]


def test_it_gives_every_column_a_name_of_its_own_and_says_so(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Email,,Email,Email (2),City\na@b.pe,x,c@d.pe,y,Lima\n")

    assert table.headers == ("Email", "column 2", "Email (3)", "Email (2)", "City")
    assert [str(note) for note in table.form.notes] == [
        "a column without a name is called column 2",
        "a name stands over two columns; the later one is called Email (3)",
    ]


def test_it_turns_html_entities_into_letters_but_leaves_addresses_alone(tmp_path: Path) -> None:
    table = table_of(tmp_path, "name,url\nG&uuml;ell &amp; Cía,https://x.example/?a=1&copy=2\n")

    assert told(table) == [(2, "Güell & Cía|https://x.example/?a=1&copy=2")]


def test_it_keeps_a_foreign_line_end_inside_a_cell(tmp_path: Path) -> None:
    table = table_of(tmp_path, "name,city\nAna\rLucía,Lima\nJulia,Bogotá\n")

    assert told(table) == [(2, "Ana\rLucía|Lima"), (3, "Julia|Bogotá")]


def test_it_reads_one_column(tmp_path: Path) -> None:
    table = table_of(tmp_path, "email\nana@a.example\n\neva@a.example\n")

    assert told(table) == [(2, "ana@a.example"), (4, "eva@a.example")]


def test_it_gives_a_sample_for_guessing(tmp_path: Path) -> None:
    table = table_of(tmp_path, "name,city\nAna,Lima\nEva,Quito,x\nIda,La Paz\n")

    assert [row.number for row in table.sample(5)] == [2, 4]
