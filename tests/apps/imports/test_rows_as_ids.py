"""Lists that name people by the row they stand in: found where that is sure, given to nobody where it is not."""

from __future__ import annotations

import pytest

from dueto.apps.base.models import Activity, Card, Handle
from dueto.apps.imports.actions.taking import OF_ANOTHER
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.models import Import, Upload
from dueto.apps.imports.queries import refused_rows
from dueto.apps.imports.remarks import BY_ROW, ROWS_NUMBERED
from tests.apps.imports.lists import begin, bring, rows, undo
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HEAD = "firstname,lastname,email,company,facebook,points\n"
PEOPLE = f"{HEAD}Ana,Ríos,ana@frio.example,Frío,,1\nEva,Luna,eva@frio.example,Frío,,2\n"
OTHERS = f"{HEAD}Eva,Luna,eva@frio.example,Frío,,2\nZoe,Paz,zoe@frio.example,Frío,,3\n"
HITS = (
    "page,ipAddress,dateHit,url,trackingId\n"
    "3,1,2026-03-02 19:00,http://frio.example/precios,A1\n"
    "3,2,2026-03-03 19:00,http://frio.example/equipo,A2\n"
)


def remarks(pk: int) -> list[str]:
    """Return what is said of an upload before its columns are looked at."""
    return [one["text"] for one in Upload.objects.get(pk=pk).form["remarks"]]


def visits() -> set[tuple[str, str]]:
    """Return who saw which page."""
    return set(Activity.objects.filter(kind="visit").values_list("identity__person__card__full_name", "path"))


def test_both_lists_are_guessed_and_say_what_was_guessed(cast: Cast) -> None:
    people, hits = begin(PEOPLE), begin(HITS)

    assert choices_from(Import.objects.get(pk=people).choices).row_is_id
    assert remarks(people) == [ROWS_NUMBERED.text]
    columns = choices_from(Import.objects.get(pk=hits).choices).columns["columns"]
    assert columns["ipAddress"] == "row_id"
    assert remarks(hits) == [BY_ROW.text]


def test_addresses_are_no_rows_and_a_list_with_ids_needs_none(cast: Cast) -> None:
    hits = begin(HITS.replace(",1,2026", ",10.0.0.1,2026"), columns={"columns": {"page": "lead_id"}})
    people = begin(PEOPLE.replace("points\n", "points,id\n").replace("1\nEva", "1,70\nEva"))

    assert "row_id" not in choices_from(Import.objects.get(pk=hits).choices).mapping.columns.values()
    assert not choices_from(Import.objects.get(pk=people).choices).row_is_id


def test_visits_find_whoever_stands_in_the_row(cast: Cast) -> None:
    before = rows()
    people, hits = bring(PEOPLE), bring(HITS)
    assert visits() == {("Ana Ríos", "/precios"), ("Eva Luna", "/equipo")}

    undo(hits.pk)
    undo(people.pk)
    assert rows() == before


def test_the_row_of_another_list_joins_nobody(cast: Cast) -> None:
    bring(PEOPLE)
    came = bring(OTHERS)

    assert (came.counts["new"], came.counts["by_email"]) == (1, 1)
    assert set(Card.objects.values_list("full_name", flat=True)) == {"Ana Ríos", "Eva Luna", "Zoe Paz"}
    assert [says.text for *_, says, _ in refused_rows(came.pk)] == [OF_ANOTHER.text] * 2


def test_a_number_that_two_lists_give_to_two_people_is_nobodys(cast: Cast) -> None:
    bring(PEOPLE)
    others = bring(OTHERS)

    hits = bring(HITS)
    assert hits.counts["refused"] == 2
    assert {"two lists gave" in says.text for *_, says, _ in refused_rows(hits.pk)} == {True}

    undo(hits.pk)
    undo(others.pk)
    bring(HITS)
    assert visits() == {("Ana Ríos", "/precios"), ("Eva Luna", "/equipo")}


def test_a_list_under_another_word_for_its_system_has_numbers_of_its_own(cast: Cast) -> None:
    bring(PEOPLE)
    bring(OTHERS, system="mautic chile")
    bring(HITS, system="mautic chile")

    assert visits() == {("Eva Luna", "/precios"), ("Zoe Paz", "/equipo")}


def test_an_id_of_mautic_is_no_row(cast: Cast) -> None:
    bring(f"id,{HEAD}1,Ana,Ríos,ana@frio.example,Frío,,1\n")

    hits = bring(HITS)

    assert Handle.objects.filter(value="mautic:lead:1").exists()
    assert hits.counts["refused"] == 2
