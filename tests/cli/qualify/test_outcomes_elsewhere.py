"""Outcomes that stand in a file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dueto.adapters.readers.mapping import Outcome
from dueto.adapters.readers.people import PersonRow
from dueto.adapters.readers.rows import RefusedFile
from dueto.cli.qualify.outcomes import Endings, endings_elsewhere

WORDS = Outcome("stage", won=("Closed Won",), lost=("Closed Lost",))


def told(endings: Endings | None, person: str) -> str | None:
    assert endings is not None
    row = PersonRow(number=2, person=person, values={}, known_at=None, outcome=None)
    return endings.told_of(row).outcome


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(
        "id,stage,won_on\nana,Closed Won,2026-03-01\nbeto,closed lost,\nceci,Negotiation,\ndora,,no\n"
        "eva,Closed Lost,\neva,Closed Won,2026-04-01\neva,Closed Lost,\nfito,Closed Lost,\nfito,Prospect,\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("person", "outcome"),
    [("ana", "won"), ("beto", "lost"), ("ceci", None), ("dora", None), ("nobody", "lost")],
)
def test_words_of_the_mapping_tell_won_lost_and_open(deals: Path, person: str, outcome: str | None) -> None:
    assert told(endings_elsewhere(f"{deals}:stage", person="id", words=WORDS), person) == outcome


@pytest.mark.parametrize(("person", "outcome"), [("eva", "won"), ("fito", None)])
def test_of_several_deals_the_won_one_tells_then_the_open_one(deals: Path, person: str, outcome: str | None) -> None:
    assert told(endings_elsewhere(f"{deals}:stage", person="id", words=WORDS), person) == outcome


@pytest.mark.parametrize(("person", "outcome"), [("ana", "won"), ("beto", "lost"), ("dora", "lost"), ("eva", "won")])
def test_without_words_about_that_column_anything_but_a_loss_is_won(deals: Path, person: str, outcome: str) -> None:
    assert told(endings_elsewhere(f"{deals}:won_on", person="id", words=WORDS), person) == outcome


def test_a_column_of_the_leads_themselves_is_not_elsewhere() -> None:
    assert endings_elsewhere("Converted", person="id", words=None) is None
    assert endings_elsewhere(None, person="id", words=None) is None


def test_a_misspelt_column_is_refused_with_the_right_one(deals: Path) -> None:
    with pytest.raises(RefusedFile, match="did you mean stage"):
        endings_elsewhere(f"{deals}:stag", person="id", words=None)


def test_it_needs_the_id_of_the_person(deals: Path) -> None:
    with pytest.raises(RefusedFile, match="map it as person"):
        endings_elsewhere(f"{deals}:stage", person=None, words=None)
