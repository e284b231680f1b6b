"""The way of a list through the pages: upload, columns, trial, import, reasons, undo."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dueto.apps.base.models import Activity, Card, Person
from dueto.apps.imports.models import Upload
from tests.apps.imports.lists import csv_of
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
    assert head == ["fila", "columna", "motivo", "contenido"]
    assert sorted((row, column) for row, column, *_ in reasons) == [("3", ""), ("4", "correo"), ("4", "sedes")]

    mara.post(f"/imports/{pk}/undoing/")
    work_on(at=NOON)
    assert Person.objects.count() == 0
    assert "Se retiraron 2 personas." in mara.get(f"/imports/{pk}/").content.decode()
