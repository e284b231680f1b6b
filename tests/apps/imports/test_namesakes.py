"""Who left nothing but a name and a company is recognised when the list is mended, and nobody else is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dueto.apps.base.models import Activity, Card, Handle, Identity, Person
from dueto.apps.imports.queries import refused_rows
from tests.apps.imports.lists import begin, bring, check, rows, told, undo
from tests.cast import AT, Cast
from tests.thread import fill

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
FAIR = "Nombre completo,Empresa\nBeatriz Zeballos Prado,Frío Zeballos SAC\nTadeo Quiñe Ruiz,Frío Quiñe\n"
COME = "Nombre completo,Empresa,Asistió\nBeatriz Zeballos Prado,Frío Zeballos,Sí\nTadeo Quiñe Ruiz,Frío Quiñe,No\n"
EVENT: dict[str, Any] = {"kind": "event", "event": "Feria X", "event_on": "2026-06-10"}
CHOICES: dict[str, dict[str, Any]] = {
    "another kind of event": {"event_kind": "fair"}, "another day": {"event_on": "2026-06-12"},
    "another source": {"channel": "feria", "campaign": "junio"}, "another system": {"system": "zoho"},
    "another rule": {"usual": "always", "updates": {}}, "the newest holds": {"usual": "if_newer", "updates": {}},
    "how they came": {"event_status": "registered"},
}  # fmt: skip


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_the_same_file_twice_adds_nothing_under_any_choices(cast: Cast, choice: dict[str, Any]) -> None:
    bring(COME, **EVENT)
    once, known = rows(), told()

    tried = check(begin(COME, at=LATER, **{**EVENT, **choice}), at=LATER)
    assert (tried.checked["same"], tried.checked.get("new", 0), tried.checked["acts"]) == (2, 0, 0)
    again = bring(COME, at=LATER, **{**EVENT, **choice})
    assert (again.counts["same"], again.counts.get("new", 0)) == (2, 0)
    assert (rows(), told()) == (once, known)


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_a_list_of_people_twice_adds_nothing_under_any_choices(cast: Cast, choice: dict[str, Any]) -> None:
    bring(FAIR)
    once = rows()
    assert bring(FAIR, at=LATER, **choice).counts["same"] == 2
    assert rows() == once


def test_the_same_people_at_another_event_are_the_same_people(cast: Cast) -> None:
    bring(COME, **EVENT)
    before = rows()

    second = bring(COME, at=LATER, **{**EVENT, "event": "Feria Y"})
    assert (Person.objects.count(), Activity.objects.count()) == (2, 4)
    assert (second.counts.get("new", 0), second.counts["acts"]) == (0, 2)
    third = bring(COME, at=LATER, **{**EVENT, "event": "Feria Y"})
    assert third.counts["same"] == 2

    undo(second.pk, at=LATER)
    assert rows() == before


def test_a_mended_list_mends_who_is_there(cast: Cast) -> None:
    bring(FAIR)
    before, known = rows(), told()
    mended = (
        "Nombre completo,Empresa,Sedes,Correo\nBEATRIZ ZEBALLOS PRADO,Frio Zeballos,4,bea@zeballos.example\n"
        "Tadeo Quiñe Ruiz,Frío Quiñe,2,\nLuz Rey Paz,Frío Quiñe,,\n"
    )

    tried = check(begin(mended, at=LATER), at=LATER)
    assert (tried.checked["by_name"], tried.checked["new"]) == (2, 1)
    came = bring(mended, at=LATER)
    assert (came.counts["by_name"], came.counts["new"]) == (2, 1)
    assert Card.objects.get(email="bea@zeballos.example").full_name == "Beatriz Zeballos Prado"
    assert bring(mended, at=LATER).counts["same"] == 3

    undo(came.pk, at=LATER)
    assert (rows(), told()) == (before, known)


def test_who_left_an_address_before_is_known_by_name_and_company(cast: Cast) -> None:
    bring("Nombre completo,Empresa,Correo\nAna Ríos Gil,Frío,ana@frio.example\n")
    came = bring("Nombre completo,Empresa,Ciudad\nAna Rios Gil,FRIO S.A.C.,Lima\n", at=LATER)
    assert (came.counts["by_name"], Person.objects.count()) == (1, 1)


def test_two_addresses_of_one_name_are_two_people_and_a_third_row_is_neither(cast: Cast) -> None:
    two = "Nombre completo,Empresa,Correo\nAna Ríos,Frío,ana@frio.example\nAna Ríos,Frío,a.rios@frio.example\n"
    assert bring(two).counts["new"] == 2
    third = "Nombre completo,Empresa\nAna Ríos,Frío\n"
    assert bring(third).counts["new"] == 1
    assert bring(third, at=LATER, channel="feria").counts["same"] == 1
    again = bring("Nombre completo,Empresa,Ciudad\nAna Ríos,Frío,Ica\n", at=LATER)
    assert (again.counts["by_name"], Person.objects.count()) == (1, 3)
    assert Card.objects.filter(email="").count() == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana Ríos,Frío,ana@frio.example,", "Ana Ríos,Frío,a.rios@frio.example,"),
        ("Ana Ríos,Frío,,", "Ana Ríos,Calor,,"), ("Ana Ríos,Frío,,", "Ana Ríos Gil,Frío,,"),
        ("Ana,Frío,,", "Ana,Frío,,Ica"), ("Ana Ríos,,,", "Ana Ríos,,,Ica"),
    ],
)  # fmt: skip
def test_what_is_not_surely_the_same_is_somebody_else(cast: Cast, first: str, second: str) -> None:
    header = "Nombre completo,Empresa,Correo,Ciudad"
    bring(f"{header}\n{first}\n")
    assert bring(f"{header}\n{second}\n").counts["new"] == 1


def test_whoever_came_by_another_door_is_not_known_by_name_alone(cast: Cast) -> None:
    fill("contacto", at=AT)
    name, company = Card.objects.values_list("full_name", "company").get()
    assert bring(f"Nombre completo,Empresa\n{name},{company}\n").counts["new"] == 1


def test_rows_of_one_list_are_the_same_in_whatever_pieces_it_comes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Nombre completo,Empresa,Correo,Ciudad", "Ana Ríos,Frío,ana@frio.example,", "Ana Ríos,Frío,,Lima",
             "Eva Gil,Frío,,Ica", "Eva Gil,Frío,eva@frio.example,", "Eva Gil,Frío,e.gil@frio.example,", ""]  # fmt: skip
    together = bring("\n".join(lines))
    assert (together.counts["new"], together.counts["by_name"]) == (3, 2)
    known = told()
    undo(together.pk)
    assert not Person.objects.exists()

    monkeypatch.setattr("dueto.apps.imports.actions.pieces._PACE", {"rows": 1})
    monkeypatch.setattr("dueto.apps.imports.actions.pieces.MOST", 1)
    monkeypatch.setattr("dueto.apps.imports.actions.pieces.FEWEST", 1)
    monkeypatch.setattr("dueto.apps.imports.actions.trials.AT_ONCE", 1)
    pk = begin("\n".join(lines), name="otra.csv")
    tried = check(pk)
    assert (tried.checked["new"], tried.checked["twice"]) == (3, 2)
    singly = bring("\n".join(lines))
    assert {name: singly.counts.get(name) for name in together.counts} == together.counts
    assert told() == known


def test_undone_nothing_of_it_stays(cast: Cast) -> None:
    before = rows()
    came = bring(FAIR)
    assert sorted(Identity.objects.values_list("kind", flat=True)) == ["import", "import", "name", "name"]
    undo(came.pk)
    assert rows() == before
    assert not Handle.objects.exists()


@pytest.mark.parametrize(
    ("row", "is_taken"),
    [
        (",,no-es-correo,,", False), (",Frío,no-es-correo,,", False), (",Frío,,,Perú", False), (",,,,Perú", False),
        ("Ana Ríos,,,,", True), ("Ana,Frío,,,", True), (",,ana@frio.example,,", True), (",,,987 654 321,Perú", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("choices", [{}, EVENT], ids=["people", "event"])
def test_a_row_that_says_of_nobody_who_they_are_is_refused(
    cast: Cast, row: str, is_taken: bool, choices: dict[str, Any]
) -> None:
    header = "Nombre completo,Empresa,Correo,Teléfono,País"
    came = bring(f"{header}\n{row}\nEva Gil,,eva@frio.example,,\nLuz Rey,,luz@frio.example,,\n", **choices)
    assert (came.counts["new"], came.counts.get("refused", 0)) == ((3, 0) if is_taken else (2, 1))
    if not is_taken:
        [(number, field, says, cells)] = list(refused_rows(came.pk))
        assert (number, field) == (2, "")
        assert "of nobody" in str(says)
        assert [cell for cell in row.split(",") if cell == "no-es-correo"] == [c for c in cells if "correo" in c]
