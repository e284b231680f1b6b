"""Columns of free words: noted of each person once, taken back with the import, forgotten with the person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.actions import note
from dueto.apps.base.models import Card, Note, Person
from dueto.apps.base.queries.known import notes_of
from dueto.apps.imports.queries import refused_rows
from dueto.apps.privacy.actions import erase
from tests.apps.imports.lists import begin, bring, check, rows, told, undo
from tests.cast import AT, Cast
from tests.thread import fill

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
FAIR = (
    "Nombre,Apellidos,Empresa,Correo,Observaciones\nRocío,Tello,Punta Brava,rocio.tello@puntabrava.example,"
    "quiere auditoría\nAna,Ríos Gil,Frío,,\nEva,Gil Paz,Frío,,volver a llamar\n"
)


@pytest.mark.parametrize(
    "header", ["Observaciones", "Comentarios", "Notas", "Notes", "Comments", "Description", "Descripción"]
)
def test_its_header_gives_it_away(cast: Cast, header: str) -> None:
    bring(FAIR.replace("Observaciones", header))
    assert sorted(Note.objects.values_list("text", flat=True)) == ["quiere auditoría", "volver a llamar"]


def test_of_two_such_columns_one_is_read_and_the_other_left_out(cast: Cast) -> None:
    bring("Nombre,Correo,Comentarios,Observaciones\nAna,ana@a.example,una,dos\n")
    assert Note.objects.get().text == "dos"


def test_it_stands_with_the_person_from_the_day_they_are_known(cast: Cast) -> None:
    content = "Nombre,Correo,Notas,Fecha de alta\nAna,ana@a.example,quiere  precios,03/04/2024\n"
    came = bring(content, columns={"date_order": "day"})
    [note] = notes_of(Person.objects.get().pk)
    assert (note.text, note.batch, note.written_at.date().isoformat()) == ("quiere precios", came.pk, "2024-04-03")


def test_the_same_words_are_noted_once_and_others_beside_them(cast: Cast) -> None:
    tried = check(begin(FAIR))
    assert tried.checked["notes"] == 2
    assert bring(FAIR).counts["notes"] == 2
    assert bring(FAIR, at=LATER, channel="feria").counts.get("notes", 0) == 0
    assert bring(FAIR.replace("Empresa", "Organización").replace("quiere", "QUIERE"), at=LATER).counts["same"] == 3
    more = bring(FAIR.replace("volver a llamar", "no llamar más"), at=LATER)
    assert (more.counts["notes"], Note.objects.count(), Person.objects.count()) == (1, 3, 3)


def test_undone_the_notes_go_and_those_of_colleagues_stay(cast: Cast) -> None:
    rocio = fill("contacto", at=AT)
    before, known = rows(), told()
    came = bring(FAIR, at=LATER)
    assert [one.text for one in notes_of(rocio)] == ["quiere auditoría"]
    eva = Card.objects.get(full_name="Eva Gil Paz").person
    for person in (rocio, eva.pk):
        note(person_id=person, text="Llamó ella.", by=cast.mara.pk, at=LATER)

    undone = undo(came.pk, at=LATER)
    assert [one.text for one in notes_of(rocio)] == ["Llamó ella."]
    assert undone.counts["gone"] == 1  # whom a colleague wrote of stays whole
    assert [one.text for one in notes_of(eva.pk)] == ["Llamó ella.", "volver a llamar"]
    assert rows()["Person"] == before["Person"] + 1
    assert set(told()) > set(known)


def test_undone_nothing_of_it_stays(cast: Cast) -> None:
    before = rows()
    undo(bring(FAIR).pk)
    assert rows() == before
    assert not Note.objects.exists()


def test_it_is_forgotten_with_the_person(cast: Cast) -> None:
    bring(FAIR)
    erase(person_id=Card.objects.get(full_name="Rocío Tello").person_id, at=LATER)
    assert Note.objects.get().text == "volver a llamar"


def test_a_row_of_nothing_but_a_note_is_about_nobody_and_too_long_a_note_is_left_out(cast: Cast) -> None:
    came = bring(f"Nombre,Correo,Notas\n,,quiere precios\nAna,ana@a.example,{'x' * 4_001}\n")
    assert (came.counts["new"], came.counts["refused"], Note.objects.count()) == (1, 1, 0)
    assert {field for _, field, *_ in refused_rows(came.pk)} == {"", "note"}
