"""Two colleagues merge, and separate, the same two at once: one does, the other is told; on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.migrated import place, place_on
from tests.work.running import ROOT

pytestmark = [pytest.mark.enable_socket]
PREPARE = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dueto.work.demo.cast import seat_cast
from tests.apps.stewardship.states import maria
now = datetime.now(UTC)
seat_cast(at=now)
maria(now), maria(now, company_mail=True)
"""
DO = """
import sys, time, django; django.setup()
from datetime import UTC, datetime
from dueto.apps.base.models import Merge, Person
from dueto.apps.stewardship.actions import UnableToMerge, merge, separate
what, turned, starts = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
two = list(Person.objects.order_by("pk").values_list("pk", flat=True))
standing = Merge.objects.filter(undone_at=None).values_list("pk", flat=True).first()
time.sleep(max(0.0, starts - time.time()))
try:
    if what == "merge":
        merge(kept_id=two[turned], gone_id=two[1 - turned], by=None, at=datetime.now(UTC))
    else:
        separate(merge_id=standing, by=None, at=datetime.now(UTC))
    print("done")
except UnableToMerge:
    print("refused")
"""
TELL = """
import json, django; django.setup()
from dueto.apps.base.models import Identity, Merge, Person
print(json.dumps({
    "merged": Person.objects.exclude(merged_into=None).count(),
    "standing": Merge.objects.filter(undone_at=None).count(),
    "identities": sorted(Identity.objects.values_list("pk", "person")),
    "away": Identity.objects.exclude(home=None).count(),
}))
"""
LEAD_TIME = 3.0
"""Seconds until both begin: enough to load Django."""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_two_at_once_one_is_refused_and_nothing_is_lost(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {
        **os.environ, "DUETO_HOME": str(tmp_path), "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
        "DUETO_DATABASE": place_on(request.getfixturevalue("postgres")) if database == "postgresql" else "",
    }  # fmt: skip
    place(tmp_path)
    run(PREPARE, environment=environment)
    before = json.loads(run(TELL, environment=environment))

    assert both("merge", environment) == ["done", "refused"]
    merged = json.loads(run(TELL, environment=environment))
    assert (merged["merged"], merged["standing"]) == (1, 1)
    assert len(merged["identities"]) == len(before["identities"])

    assert both("separate", environment) == ["done", "refused"]
    assert json.loads(run(TELL, environment=environment)) == before


def both(what: str, environment: dict[str, str]) -> list[str]:
    """Return how the two ended who began at the same instant."""
    starts = time.time() + LEAD_TIME
    deeds = [
        subprocess.Popen(
            [sys.executable, "-c", DO, what, str(turned), str(starts)], env=environment, cwd=ROOT,
            stdout=subprocess.PIPE, text=True,
        )
        for turned in (0, 1)
    ]  # fmt: skip
    return sorted(deed.communicate(timeout=120)[0].splitlines()[-1] for deed in deeds)


def run(script: str, *, environment: dict[str, str]) -> str:
    """Return what a script prints that runs in a process of its own."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout
