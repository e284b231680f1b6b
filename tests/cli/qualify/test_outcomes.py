"""`--outcome`: every word of winning, a column of another file, a column that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Dueto, write_rows
from tests.cli.qualify.conftest import Qualify

WORDS = {
    "true/false": ("True", "FALSE", ""), "1/0": ("1", "0", "?"), "sí/no": ("Sí", "No", "quizá"),
    "yes/no": ("yes", "no", "maybe"), "ganada/perdida": ("Ganada", "PERDIDA", "diferida"),
    "closed": ("Closed Won", "Closed - Lost", "Negotiation"), "converted": ("Converted", "Not Converted", "Open"),
    "won/lost": ("won", "lost", "open"),
}  # fmt: skip


def outcome(answer: Any) -> tuple[int, int, int]:
    """Return how many were won, how many of them are known, and how many are unknown."""
    assert answer.code == 0, answer.err
    told = answer.counts["outcome"]
    return told["everybody"]["won"], told["everybody"]["known"], told["unknown"]


@pytest.mark.parametrize("name", WORDS)
def test_it_knows_the_words(name: str, qualify: Qualify, tmp_path: Path) -> None:
    won, lost, neither = WORDS[name]
    rows = [("a1", "One", won), ("a2", "Two", lost), ("a3", "Three", neither), ("a4", "Four", won)]
    file = write_rows(tmp_path / "leads.csv", ("id", "company", "ending"), *rows)

    assert outcome(qualify(file, "--outcome", "ending")) == (2, 3, 1)


def test_words_that_come_late_are_known_too(qualify: Qualify, tmp_path: Path) -> None:
    rows = [(f"a{n}", "Company", "won") for n in range(3000)]
    file = write_rows(
        tmp_path / "leads.csv", ("id", "company", "ending"), *rows, ("b", "B", "ganada"), ("c", "C", "no")
    )

    assert outcome(qualify(file, "--outcome", "ending")) == (3001, 3002, 0)


def test_it_says_so_when_no_word_means_anything(qualify: Qualify, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "leads.csv", ("id", "company", "ending"), ("a1", "One", "rot"), ("a2", "Two", "grün"))
    answer = qualify(file, "--outcome", "ending")

    assert outcome(answer) == (0, 0, 2)
    assert "no word under ending means won or lost; name such words in the mapping" in answer.err


def test_the_words_of_the_mapping_are_believed(qualify: Qualify, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "leads.csv", ("id", "company", "ending"), ("a1", "One", "grün"), ("a2", "Two", "rot"))
    (tmp_path / "map.yaml").write_text(
        "person: id\ncolumns: {company: company}\noutcome: {column: ending, won: [grün], lost: [rot]}\n",
        encoding="utf-8",
    )

    assert outcome(qualify(file, "--outcome", "ending", "--map", tmp_path / "map.yaml")) == (1, 2, 0)


def test_without_asking_nothing_is_said_of_outcomes(qualify: Qualify, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "leads.csv", ("id", "company", "ending"), ("a1", "One", "won"), ("a2", "Two", "lost"))

    assert qualify(file).counts["outcome"] is None


def test_deals_of_another_file_tell_it(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    deals = write_rows(tmp_path / "deals.csv", ("deal", "id", "outcome"), (1, "a1", "lost"), (2, "a1", "won"),
                       (3, "a2", "open"), (4, "a9", "won"))  # fmt: skip
    answer = qualify(leads, "--outcome", f"{deals}:outcome")

    assert outcome(answer) == (1, 3, 1), "of whom the deals say nothing, nothing was won"


def test_a_column_of_days_tells_who_was_won(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    deals = write_rows(tmp_path / "deals.csv", ("id", "won_on"), ("a1", "2026-04-03"), ("a2", ""))

    assert outcome(qualify(leads, "--outcome", f"{deals}:won_on")) == (1, 4, 0)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("outcom", "leads.csv has no column outcom; did you mean outcome?"),
        ("xyz", "leads.csv has no column xyz; it has id, company, outcome"),
        ("", "leads.csv has no column"),
        ("absent.csv:outcome", "there is no column absent.csv:outcome, and absent.csv is not a file that can be read"),
        ("deals.csv:outcom", "deals.csv has no column outcom; did you mean outcome?"),
        ("empty.csv:outcome", "empty.csv is empty; export the list again"),
        ("strange.csv:outcome", "strange.csv has no column id"),
    ],
)
def test_a_column_that_is_not_there_is_refused_with_the_cure(
    asked: str, said: str, dueto: Dueto, small: Path, in_folder: Path
) -> None:
    write_rows(in_folder / "leads.csv", ("id", "company", "outcome"), ("a1", "One", "won"), ("a2", "Two", "lost"))
    write_rows(in_folder / "deals.csv", ("id", "outcome"), ("a1", "won"))
    write_rows(in_folder / "strange.csv", ("deal", "outcome"), ("a1", "won"))
    (in_folder / "empty.csv").write_text("")
    answer = dueto("qualify", "leads.csv", "--agreement", small, "--outcome", asked, "--out", "out")

    assert (answer.code, answer.out) == (1, ""), answer
    assert said in answer.err
    assert not (in_folder / "out").exists()
