"""One datum away: marketing types the datum that lacks, and the other team sees the crossing as it happens."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import House
from tests.work.running import ROOT

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
ONE_AWAY = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from dueto.apps.base.actions import act
from dueto.apps.leads.actions import judge
from dueto.apps.team.models import Member
from tests.web.people.world import DAY, JOAQUIN, came, withdraw
at = datetime.now(UTC) - timedelta(hours=1)
person = came({**JOAQUIN, "country": "PE"}, at=at - 9 * DAY)
withdraw(person, "sites", at=at - 8 * DAY, by=Member.objects.get(email="mara@nevadal.example").pk)
for days, path in ((3, "/precios"), (2, "/precios"), (1, "/casos")):
    act(person_id=person, kind="visit", at=at - days * DAY, path=path)
act(person_id=person, kind="event", at=at - 4 * DAY, item="auditorías sin sorpresas", status="attended")
judge(person_ids=[person], at=at)
print(person)
"""


def test_the_missing_datum_is_typed_and_the_crossing_is_seen(house: House) -> None:
    made = subprocess.run(
        [sys.executable, "-c", ONE_AWAY], env=house.running.environment, cwd=ROOT, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    person = made.stdout.strip()
    ivan, mara = house.enter("ivan"), house.enter("mara")
    mara.goto(f"{house.address}/people/{person}/")
    expect(mara.locator("main")).to_contain_text("A un dato")
    ivan.goto(f"{house.address}/one-datum/?person={person}")
    expect(ivan.locator("main")).to_contain_text("¿Cuántas sedes tiene Frutícola Valle Hondo?")

    value, save = ivan.locator("input[name=value]"), ivan.locator("form[action$='/answers/'] button[type=submit]")
    value.first.fill("siete")
    save.first.click()
    expect(value.first).to_have_attribute("aria-invalid", "true")
    expect(value.first).to_have_value("siete")
    value.first.fill("7")
    save.first.click()

    expect(ivan.locator("body")).to_contain_text("Guardado: sedes. Calificada")
    expect(mara.locator("main")).to_contain_text("Calificó")
    mara.goto(f"{house.address}/board/")
    expect(mara.locator("main")).to_contain_text("Joaquín Ureña")
