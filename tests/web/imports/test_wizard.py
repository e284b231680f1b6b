"""The way of a list through the pages: upload, columns, trial, import, reasons, undo."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dueto.apps.agreements.models import Agreement
from dueto.apps.base.models import Activity, Card, Note, Person, Stirred
from dueto.apps.imports.models import Import, RefusedRow, Upload
from tests.apps.imports.lists import begin, check, crowd, csv_of, run
from tests.apps.imports.lists import work as work_on
from tests.cast import Cast
from tests.web.opened import NOON, as_

pytestmark = pytest.mark.django_db
FAIR = csv_of(
    [
        ("Rocío Tello", "rocio.tello@puntabrava.example", "+51 900 000 111", "Conservas Punta Brava", "Jefa de calidad",
         "Perú", "6", "alimentos"),
        ("s/d",) * 8,
        ("Hugo Salas", "hugo arroba frigo", "014417000", "Frigo Andes", "Operaciones", "Perú", "muchas", "retail"),
    ]
)  # fmt: skip


def upload(client: Client, content: str | bytes, *, name: str = "feria.csv") -> int:
    """Return the import begun by sending a file."""
    data = content.encode() if isinstance(content, str) else content
    answer = client.post("/imports/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return int(answer.headers["Location"].split("/")[2])


def as_guessed(client: Client, pk: int, **changed: str) -> dict[str, str]:
    """Return what the browser would send if nobody changed anything but this."""
    context = client.get(f"/imports/{pk}/columns/").context
    form = context["form"]
    values = {name: form[name].value() for name in form.fields}
    told = {name: "" if value is None else str(value) for name, value in values.items() if value is not False}
    for column in context["columns"]:
        told |= {f"meaning_{column['place']}": column["meaning"], f"rule_{column['place']}": column["rule"]}
    return told | changed


def test_a_list_goes_all_the_way(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, FAIR)
    shown = mara.get(f"/imports/{pk}/columns/").content.decode()
    assert "rocio.tello@puntabrava.example" in shown
    assert "celdas separadas por coma" in shown

    sent = as_guessed(mara, pk, kind="event", event="Feria Andina del Frío", event_kind="fair", channel="feria")
    assert mara.post(f"/imports/{pk}/columns/", sent).headers["Location"] == f"/imports/{pk}/"
    assert "Probándose" in mara.get(f"/imports/{pk}/").content.decode()
    work_on(at=NOON)
    tried = mara.get(f"/imports/{pk}/").content.decode()
    assert "Qué pasaría" in tried
    assert Person.objects.count() == 0

    mara.post(f"/imports/{pk}/run/")
    moving = mara.get(f"/imports/{pk}/progress/")
    assert "every 1s" in moving.content.decode()
    work_on(at=NOON)
    assert mara.get(f"/imports/{pk}/progress/").headers["HX-Refresh"] == "true"
    assert sorted(Card.objects.values_list("full_name", flat=True)) == ["Hugo Salas", "Rocío Tello"]
    assert set(Activity.objects.values_list("item", "event_kind", "status")) == {
        ("feria andina del frio", "fair", "attended")
    }
    assert not Upload.objects.get(pk=pk).path

    answer = mara.get(f"/imports/{pk}/refused.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    head, *reasons = list(csv.reader(StringIO(text)))
    assert head == ["Dueto: fila", "Dueto: motivo", *FAIR.splitlines()[0].split(",")]
    assert [row for row, *_ in reasons] == ["3", "4"]
    assert reasons[0][2:] == ["s/d"] * 8
    assert reasons[1][2:] == FAIR.splitlines()[3].split(",")
    assert sorted(why.partition(":")[0] for why in reasons[1][1].split(" | ")) == ["correo", "sedes"]

    mara.post(f"/imports/{pk}/undoing/")
    work_on(at=NOON)
    assert Person.objects.count() == 0
    assert "Se retiraron 2 personas." in mara.get(f"/imports/{pk}/").content.decode()


def test_it_says_that_its_people_are_being_judged_only_while_somebody_waits(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = run(begin(crowd(3))).pk
    other = Person.objects.create(created_at=NOON)
    assert "sus personas se están juzgando" in mara.get(f"/imports/{pk}/").content.decode()

    Stirred.objects.exclude(pk=Stirred.objects.earliest("id").pk).delete()
    assert "sus personas se están juzgando" in mara.get(f"/imports/{pk}/").content.decode()
    Stirred.objects.all().delete()
    Stirred.objects.create(person=other, since=NOON)

    assert "sus personas ya están juzgadas" in mara.get(f"/imports/{pk}/").content.decode()
    Agreement.objects.update(effective_at=None)
    assert "Ya está en la base.</p>" in mara.get(f"/imports/{pk}/").content.decode()


def test_what_an_event_needs_is_not_called_optional(cast: Cast) -> None:
    shown = as_(cast.mara).get(f"/imports/{begin(crowd(2))}/columns/").content.decode()

    label = shown.partition('for="id_event">')[2].partition("</label>")[0]
    assert label == "Nombre del evento"


def test_the_trial_names_a_company_once(cast: Cast) -> None:
    pk = check(begin("Empresa\nConservas Punta Brava\n", kind="companies")).pk

    shown = as_(cast.mara).get(f"/imports/{pk}/").content.decode()

    assert shown.count("Conservas Punta Brava") == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("mara", 200), ("nora", 200), ("bruno", 200), ("julia", 403), ("samuel", 403), ("ines", 403), ("olga", 404)],
)
def test_it_is_for_those_who_work_on_the_base(cast: Cast, who: str, status: int) -> None:
    pk = begin(crowd(2))
    client = as_(cast[who])
    assert client.get("/imports/").status_code == status
    assert client.get(f"/imports/{pk}/columns/").status_code == status
    assert client.get(f"/imports/{pk}/refused.csv").status_code == status
    if status != 200:
        assert client.post("/imports/", {"file": SimpleUploadedFile("x.csv", b"a,b\n")}).status_code == status
        assert client.post(f"/imports/{pk}/run/").status_code == status
    assert client.get("/imports/999999/").status_code == (404 if status == 200 else status)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "está vacío"), (b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04broken", "libro")],
)
def test_what_is_no_list_is_said_beside_the_field(cast: Cast, content: bytes, says: str) -> None:
    answer = as_(cast.mara).post("/imports/", {"file": SimpleUploadedFile("lista.xlsx", content)})
    assert answer.status_code == 422
    assert not Import.objects.exists()
    error = answer.content.decode().partition('id="file_error"')[2]
    assert says in error


def test_a_file_without_the_token_of_the_page_is_not_taken(cast: Cast) -> None:
    client = as_(cast.mara)
    client.handler.enforce_csrf_checks = True
    assert client.post("/imports/", {"file": SimpleUploadedFile("x.csv", FAIR.encode())}).status_code == 403
    assert not Import.objects.exists()


def test_nothing_typed_is_lost_when_something_is_wrong(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, FAIR)
    wrong = as_guessed(mara, pk, kind="event", channel="feria del frío", meaning_0="email", meaning_7="sites")
    answer = mara.post(f"/imports/{pk}/columns/", wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "otra columna ya significa esto" in shown
    assert 'value="feria del frío"' in shown
    nameless = mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk, kind="event"))
    assert nameless.status_code == 422
    assert "escribir el nombre del evento" in nameless.content.decode()
    assert Import.objects.get(pk=pk).state == "draft"


def test_a_mapping_is_kept_for_the_next_list_with_the_same_header(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, FAIR)
    mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk, meaning_7="industry", save_as="Feria", channel="feria"))
    again = upload(mara, FAIR, name="otra.csv")
    context = mara.get(f"/imports/{again}/columns/").context
    assert [column["meaning"] for column in context["columns"]][7] == "industry"
    assert context["form"]["channel"].value() == "feria"


def test_the_basis_that_was_stated_stands_in_the_ledger_of_each(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, FAIR)
    wrong = mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk, basis_text="Aviso en el stand"))
    assert wrong.status_code == 422
    assert "elegir en qué se apoya" in wrong.content.decode().partition('for="id_basis"')[2]

    mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk, basis="request", basis_text="Aviso en el stand"))
    work_on(at=NOON)
    mara.post(f"/imports/{pk}/run/")
    work_on(at=NOON)
    person = Person.objects.get(card__full_name="Rocío Tello").pk
    shown = mara.get(f"/people/{person}/privacy/").content.decode()
    assert f"por la importación {pk}" in shown
    assert "Aviso en el stand" in shown
    assert "lo anotó Mara" in shown
    assert "lo pidió" in shown


def test_scripts_are_shown_and_never_run(cast: Cast) -> None:
    mara = as_(cast.mara)
    script = "<script>alert(1)</script>"
    pk = upload(
        mara, csv_of([(script, "a@a.example", script, script, script, "PE", script, script)]), name=f"{script}.csv"
    )
    pages = [mara.get(f"/imports/{pk}/columns/").content.decode()]
    mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk))
    work_on(at=NOON)
    pages.append(mara.get(f"/imports/{pk}/").content.decode())
    mara.post(f"/imports/{pk}/run/")
    work_on(at=NOON)
    pages += [mara.get(f"/imports/{pk}/").content.decode(), mara.get("/imports/").content.decode()]
    person = Person.objects.get()
    pages.append(mara.get(f"/people/{person.pk}/").content.decode())
    assert not any("<script>alert" in page for page in pages)
    assert any("&lt;script&gt;alert" in page for page in pages)


def test_a_mended_list_says_whom_it_knows_and_its_notes_stand_with_them(cast: Cast) -> None:
    mara = as_(cast.mara)
    for content in (
        "Nombre,Apellidos,Empresa,Observaciones\nBea,Zeballos,Frío,quiere auditoría\n",
        "Nombre,Apellidos,Empresa,Ciudad,Observaciones\nBea,Zeballos,Frío,Lima,quiere auditoría\n",
    ):
        pk = upload(mara, content)
        assert "nota sobre la persona" in mara.get(f"/imports/{pk}/columns/").content.decode()
        mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk))
        work_on(at=NOON)
        tried = mara.get(f"/imports/{pk}/").content.decode()
        mara.post(f"/imports/{pk}/run/")
        work_on(at=NOON)
    assert "reconocidas por nombre y empresa" in tried
    page = mara.get(f"/people/{Person.objects.get().pk}/").content.decode()
    assert page.count("quiere auditoría") == 1
    assert f"por la importación {pk - 1}" in page


def test_a_list_is_stopped_or_thrown_away(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, FAIR)
    mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk))
    mara.post(f"/imports/{pk}/cancellation/")
    assert Import.objects.get(pk=pk).state == "draft"
    assert mara.post(f"/imports/{pk}/removal/").headers["Location"] == "/imports/"
    assert not Import.objects.exists()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mara = as_(cast.mara)
    for _ in range(12):
        begin(crowd(2))
    with django_assert_max_num_queries(8):
        assert mara.get("/imports/").content.decode().count('class="row-name"') == 12


def test_a_list_about_nobody_says_so_before_its_columns(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, "Task Owner,Subject,Due Date\nAna,Llamar,2026-01-01\n", name="tareas.csv")

    shown = mara.get(f"/imports/{pk}/columns/").content.decode()
    assert "No hay en ella a quién traer" in shown
    assert mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk)).status_code == 422


def test_rows_that_are_refused_for_one_reason_are_told_once(cast: Cast) -> None:
    mara = as_(cast.mara)
    calls = "CONTACTID,Call Type,Call Start Time\n" + "".join(f"{n},Inbound,2026-01-0{n}\n" for n in range(1, 9))
    pk = upload(mara, calls, name="llamadas.csv")
    mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk))
    work_on(at=NOON)

    tried = mara.get(f"/imports/{pk}/").content.decode()
    assert "Nada de esta lista se puede incorporar" in tried
    assert tried.count("8 veces, la primera en la fila 2") == 1


def test_what_is_guessed_boldly_is_ticked_in_sight_with_its_reason(cast: Cast) -> None:
    mara = as_(cast.mara)
    pk = upload(mara, "firstname,email,facebook,points\nAna,ana@frio.example,,1\n", name="mautic.csv")

    shown = mara.get(f"/imports/{pk}/columns/")
    assert shown.context["form"]["row_is_id"].value() is True
    assert "se guarda con cada una el número de su fila" in shown.content.decode()
    assert '<details class="fold" open>' in shown.content.decode()


def test_what_was_refused_comes_as_it_stood_and_is_brought_in_again_once_it_is_mended(cast: Cast) -> None:
    mara = as_(cast.mara)
    wild = "Nombre;Correo;País;Fecha;Notas;Teléfono\n" + "".join(
        f"{row}\n" for row in (
            "Ana Ríos;ana@frio.example;Chile;03/02/2026;llamar;+56 2 2345 6789",
            ";<script>alert(1)</script>;Chile;03/02/2026;=CMD(1);-",
            "Eva Paz;eva arroba hielo;Chile;04/02/2026;dos líneas;+56 9 8765 4321",
        )
    )  # fmt: skip
    pk = upload(mara, wild)
    mara.post(f"/imports/{pk}/columns/", as_guessed(mara, pk, meaning_4="note", save_as="Feria", channel="feria"))
    work_on(at=NOON)
    mara.post(f"/imports/{pk}/run/")
    work_on(at=NOON)

    file = b"".join(mara.get(f"/imports/{pk}/refused.csv").streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    _, script, eva = list(csv.reader(StringIO(file)))
    assert script[2:] == ["", "<script>alert(1)</script>", "Chile", "03/02/2026", "'=CMD(1)", "'-"]
    assert eva[2:] == ["Eva Paz", "eva arroba hielo", "Chile", "04/02/2026", "dos líneas", "'+56 9 8765 4321"]

    mended = file.replace("eva arroba hielo", "eva@hielo.example").replace(
        "<script>alert(1)</script>", "leo@sur.example"
    )
    again = upload(mara, mended, name="corregida.csv")
    columns = {one["header"]: one["meaning"] for one in mara.get(f"/imports/{again}/columns/").context["columns"]}
    assert (columns["Dueto: fila"], columns["Dueto: motivo"], columns["Notas"]) == ("", "", "note")
    mara.post(f"/imports/{again}/columns/", as_guessed(mara, again))
    work_on(at=NOON)
    mara.post(f"/imports/{again}/run/")
    work_on(at=NOON)
    assert not RefusedRow.objects.filter(batch=again).exists()
    assert sorted(Card.objects.values_list("email", flat=True)) == [
        "ana@frio.example", "eva@hielo.example", "leo@sur.example",
    ]  # fmt: skip
    assert sorted(Note.objects.values_list("text", flat=True)) == ["=CMD(1)", "dos líneas", "llamar"]
