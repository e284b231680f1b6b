"""Receivers side by side, each in a thread: one that hangs holds up no other, and a worker that dies loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrated import place
from tests.work.running import ROOT

pytestmark = pytest.mark.enable_socket
SIDE_BY_SIDE = """
import json, time, django; django.setup()
from datetime import UTC, datetime, timedelta
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.webhooks.actions import delivering, subscriptions
from dueto.apps.webhooks.models import Delivery
from dueto.work.demo.cast import seat_cast
from dueto.work.webhooks.telling import Deliverer, telling
from tests.receiver import receiving
now = datetime.now(UTC)
samuel = seat_cast(at=now).members["samuel"]
def subscribe(receiver):
    return subscriptions.subscribe(
        name="x", address=receiver.address, events=["lead.passage.opened"], with_personal=False,
        is_private_allowed=True, by=samuel, at=now)[0]
with receiving() as hanging, receiving() as quick:
    hanging.answers = [0]
    slow, fast = subscribe(hanging), subscribe(quick)
    for number in range(5):
        record(Tag.LEAD_CROSSED, subject="lead", subject_id=number, at=now)
    telling()
    deliverer, began = Deliverer(), time.monotonic()
    while len(quick.came) < 5 and time.monotonic() - began < 20:
        deliverer()
        time.sleep(0.02)
    waited = time.monotonic() - began
    hangs = len(hanging.came) == 1 and not Delivery.objects.exclude(done_at=None).filter(subscription=slow).exists()
    leased = delivering.claim_delivery(slow, at=now + timedelta(seconds=30))
    held = Delivery.objects.filter(subscription=slow, tries=1).order_by("id").first().pk
    later, claimed = datetime.now(UTC) + timedelta(minutes=2), []
    while one := delivering.claim_delivery(slow, at=later):
        claimed.append((one.pk, one.tries))
    print(json.dumps([waited, hangs, len(quick.came), leased.pk != held, (held, 2) in claimed]))
"""


def test_a_receiver_that_hangs_holds_up_no_other(tmp_path: Path) -> None:
    environment = {
        **os.environ, "DUETO_HOME": str(tmp_path), "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings", "DUETO_DATABASE": "", "DUETO_WEBHOOKS_PRIVATE": "1",
        "DUETO_LOG_LEVEL": "error",
    }  # fmt: skip
    place(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", SIDE_BY_SIDE], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]

    waited, hangs, came, is_another, is_taken_again = json.loads(done.stdout.splitlines()[-1])

    assert hangs
    assert came == 5
    assert waited < 10, "the one that hangs would take 15 seconds each"
    assert is_another, "what another worker has is not taken"
    assert is_taken_again, "what a dead worker had is taken again after a while"
