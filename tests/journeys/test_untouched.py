"""A hand-off that nobody touches: it is overdue at the exact instant, the ladder climbs, and everybody is told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import House
from tests.work.running import ROOT

pytestmark = [pytest.mark.enable_socket, pytest.mark.browser]
A_WEEK_AGO = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from dueto.apps.agreements.models import Agreement
from dueto.apps.handoff.models import Seat
from dueto.apps.team.models import Member
at = datetime.now(UTC) - timedelta(days=7)
Agreement.objects.filter(number=4).update(effective_at=at - timedelta(days=1), observes_until=None)
Seat.objects.filter(member__email="julia@nevadal.example").update(territories=["PE"])
from django.db import transaction
from tests.thread import crossed
with transaction.atomic():  # else the worker that runs beside it may judge her before, and hand her over today
    handoff = crossed(at=at, visitor="", email="leticia@norte.example", full_name="Leticia Barragán", company="Norte")
print(handoff.pk)
"""


def _until_told(house: House, page: Page) -> None:
    """Look again until the worker has told of it: the page of notices does not change by itself."""
    for _ in range(60):
        page.goto(f"{house.address}/notices/")
        if "Leticia Barragán" in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError("nobody was told")


def test_a_week_without_a_touch(house: House) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", A_WEEK_AGO], env=house.running.environment, cwd=ROOT, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    handoff = asked.stdout.strip()

    bruno = house.enter("bruno")
    _until_told(house, bruno)
    bruno.goto(f"{house.address}/handoffs/{handoff}/")
    story = bruno.locator("main")
    expect(story).to_contain_text("de trabajo de retraso")
    expect(story).not_to_contain_text("En manos de Julia Montes")

    _until_told(house, house.enter("julia"))


def test_somebody_of_another_company_sees_nothing(house: House) -> None:
    olga = house.enter("olga")

    for path in (
        "/today/",
        "/board/",
        "/prospects/",
        "/people/1/",
        "/desk/",
        "/returns/",
        "/commitments/",
        "/journal/",
    ):
        answer = olga.goto(house.address + path)
        assert answer is not None
        assert answer.status == 404, path
    expect(olga.locator("body")).not_to_contain_text("Nevadal 4")
