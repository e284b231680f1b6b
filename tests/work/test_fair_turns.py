"""Many workers hand over at once: each lead once, and the turn stays fair; on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrated import place, place_on
from tests.work.running import ROOT

pytestmark = [pytest.mark.enable_socket]
LEADS, WORKERS = (999, 100) if os.environ.get("DUETO_SOAK") else (60, 8)
PREPARE = """
import sys, django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dueto.apps.handoff.models import Seat
from dueto.work.demo.cast import seat_cast
from tests.thread import fill
from dueto.apps.leads.actions import judge
now = datetime.now(UTC)
seated = seat_cast(at=now)
three = [seated.members[key] for key in ("julia", "diego", "camila")]
Seat.objects.exclude(member__in=three).delete()
Seat.objects.update(territories=[], weight=1)
people = [
    fill("hablar-con-ventas", at=now, visitor="", email=f"p{n}@empresa{n}.example", company=f"Empresa {n}", phone="")
    for n in range(int(sys.argv[1]))
]
for start in range(0, len(people), 50):
    judge(person_ids=people[start:start + 50], at=now)
"""
HAND_OVER = """
import sys, django; django.setup()
from datetime import UTC, datetime
from random import Random
from dueto.apps.handoff.actions import hand_over
from dueto.apps.leads.models import Lead
leads = list(Lead.objects.values_list("pk", flat=True))
Random(int(sys.argv[1])).shuffle(leads)
for lead in leads:
    hand_over(lead_id=lead, at=datetime.now(UTC))
"""
COUNT = """
import json, django; django.setup()
from django.db.models import Count
from dueto.apps.handoff.models import Handoff, Seat
print(json.dumps([
    sorted(Handoff.objects.values_list("executive").annotate(n=Count("id")).values_list("n", flat=True)),
    sorted(Seat.objects.values_list("assigned", flat=True)),
]))
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_each_lead_is_handed_over_once_and_in_turn(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {
        **os.environ, "DUETO_HOME": str(tmp_path), "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings", "DUETO_DATABASE_PATIENCE": "120",
        "DUETO_DATABASE": place_on(request.getfixturevalue("postgres")) if database == "postgresql" else "",
    }  # fmt: skip
    place(tmp_path)
    run(PREPARE, LEADS, environment=environment)

    workers = [
        subprocess.Popen([sys.executable, "-c", HAND_OVER, str(number)], env=environment, cwd=ROOT)
        for number in range(WORKERS)
    ]
    assert [worker.wait(timeout=600) for worker in workers] == [0] * WORKERS

    handed, turns = json.loads(run(COUNT, environment=environment))
    assert handed == turns == [LEADS // 3] * 3


def run(script: str, *arguments: int, environment: dict[str, str]) -> str:
    """Return what a script prints that runs in a process of its own."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout
