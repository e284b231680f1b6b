"""Killed at any point: every answered hit is there once, no lead and no mail twice or missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest

from tests.letterbox import Letterbox, MailServer
from tests.thread import ROCIO
from tests.work.running import ROOT, Running

pytestmark = [pytest.mark.enable_socket]
KILLS = 50 if os.environ.get("DUETO_SOAK") else 5
FORMS = 8
COUNT = """
import django, json; django.setup()
from dueto.apps.base.models import Activity, InboxMark, Stirred
from dueto.apps.handoff.models import Handoff
from dueto.apps.journal.models import Effect
from dueto.apps.leads.models import Lead
print(json.dumps({
    "paths": list(Activity.objects.filter(kind="visit").values_list("path", flat=True)),
    "leads": list(Lead.objects.values_list("person__card__email", flat=True)),
    "handoffs": Handoff.objects.count(),
    "stirred": Stirred.objects.count(),
    "waiting": Effect.objects.waiting().filter(leaving_at=None).count(),
    "uncertain": list(Effect.objects.filter(done_at=None).exclude(leaving_at=None).values_list("key", flat=True))
        + list(Effect.objects.failed().filter(error="may have left").values_list("key", flat=True)),
    "effects": list(Effect.objects.values_list("key", flat=True)),
}))
"""


def count(running: Running) -> dict[str, list[str]]:
    """Return what stands in the database."""
    asked = subprocess.run(
        [sys.executable, "-c", COUNT], env=running.environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    found: dict[str, list[str]] = json.loads(asked.stdout)
    return found


def test_nothing_is_lost_or_done_twice(tmp_path: Path) -> None:
    box = Letterbox()
    mail = MailServer(box)
    mail.start()
    answered: list[str] = []
    taken: list[str] = []
    stop = threading.Event()
    settings = {"DUETO_MAIL_OFF": "0", "DUETO_SMTP_HOST": "127.0.0.1", "DUETO_SMTP_PORT": str(mail.port)}

    with Running(tmp_path, settings) as running:

        def browse(lane: int) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                path = f"/pagina/{lane}/{number}"
                if running.hit(path, visitor=f"visitor-{lane}-{number // 3}"):
                    answered.append(path)
                time.sleep(0.005)

        def ask_to_talk(lane: int) -> None:
            for number in range(lane, FORMS, 2):
                mail_of = f"contacto{number}@empresa{number}.example"
                values = {**ROCIO, "email": mail_of, "company": f"Empresa {number}", "phone": ""}
                if running.fill("hablar-con-ventas", values):
                    taken.append(mail_of)

        browsing = [threading.Thread(target=browse, args=(lane,)) for lane in range(3)]
        asking = [threading.Thread(target=ask_to_talk, args=(lane,)) for lane in range(2)]
        for thread in (*browsing, *asking):
            thread.start()
        rng = Random(7)
        for turn in range(KILLS):
            time.sleep(1.0 + 2 * rng.random())
            running.kill(("work", "collect", "web")[turn % 3])
        for thread in asking:
            thread.join()
        stop.set()
        for thread in browsing:
            thread.join()
        for name in ("collect", "web", "work"):
            running.wait_for(name)
        found = settled(running, answered, taken)

    mail.stop()
    assert len(answered) > 100
    assert len(taken) == FORMS
    seen = [path for path in found["paths"] if path.startswith("/pagina/")]
    assert len(seen) == len(set(seen)), "a hit was taken twice"
    assert set(answered) <= set(seen), "an answered hit is missing"
    assert sorted(found["leads"]) == sorted(set(found["leads"])), "a lead was opened twice"
    assert set(taken) <= set(found["leads"]), "a lead is missing"
    ids = [message["Message-ID"] for message, _ in box.taken]
    assert len(ids) == len(set(ids)), "a mail was sent twice"
    assert len(ids) + len(found["uncertain"]) >= len(found["effects"]), "a mail is missing"


def settled(running: Running, answered: list[str], taken: list[str]) -> dict[str, list[str]]:
    """Return what stands in the database once nothing waits any more."""
    deadline = time.monotonic() + 90
    while True:
        found = count(running)
        is_done = (
            set(answered) <= set(found["paths"])
            and set(taken) <= set(found["leads"])
            and len(found["leads"]) == found["handoffs"]
            and not found["stirred"]
            and not found["waiting"]
        )
        if is_done or time.monotonic() > deadline:
            return found
        time.sleep(1)
