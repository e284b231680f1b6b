"""Marketing brings the list of a fair in, with a row that cannot be used, reads why, and takes it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.apps.imports.lists import csv_of
from tests.journeys.conftest import House

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
# Nobody of it is qualified: whoever were handed over would stay.
FAIR = csv_of(
    [
        ("Nadia Ríos", "nadia@frioandino.example", "+51 987 654 321", "Frío Andino", "Asistente", "Perú", "",
         ""),
        ("s/d",) * 8,
        ("Óscar Peña", "oscar@frutanorte.example", "", "Fruta Norte", "Practicante", "Chile", "", ""),
    ]
)  # fmt: skip


def test_a_fairs_list_comes_in_and_is_undone(house: House, tmp_path: Path) -> None:
    file = tmp_path / "feria-andina.csv"
    file.write_bytes(FAIR.replace(",", ";").encode("cp1252"))
    mara = house.enter("mara")
    main = mara.locator("main")
    mara.goto(f"{house.address}/imports/")
    mara.locator("input[type=file]").set_input_files(file)
    mara.get_by_role("button", name="Importar una lista").click()

    expect(main).to_contain_text("nadia@frioandino.example")
    mara.get_by_text("Quién participó en una feria").click()
    mara.get_by_label("Nombre del evento").fill("Feria Andina del Frío")
    mara.get_by_label("Qué tipo de evento").select_option("fair")
    mara.get_by_role("button", name="Probar").click()

    expect(main).to_contain_text("Qué pasaría")
    expect(main).to_contain_text("Óscar Peña")
    mara.get_by_role("button", name="Importar", exact=True).click()

    expect(main).to_contain_text("Ya está en la base")
    with mara.expect_download() as download:
        mara.get_by_role("link", name="Motivos, fila por fila").click()
    reasons = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert reasons.splitlines()[1].startswith("3,ninguna de las columnas asignadas")

    mara.goto(f"{house.address}/prospects/?q=nadia")
    mara.get_by_role("link", name="Nadia Ríos").click()
    expect(main).to_contain_text(re.compile("feria andina del fr[ií]o", re.IGNORECASE))

    mara.goto(f"{house.address}/imports/")
    mara.get_by_role("link", name="feria-andina.csv").click()
    mara.get_by_role("button", name="Deshacer esta importación").click()
    expect(main).to_contain_text("Se retiraron 2 personas.")
    mara.goto(f"{house.address}/prospects/?q=nadia")
    expect(main).not_to_contain_text("Nadia Ríos")
