"""`python -m benchmarks.soon [ROWS]`: crossings under load, on real processes; prints how long each took as JSON.

With ROWS a list of so many people comes in at the same time; it says how many were in when the last one had crossed.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.work.running import Running

PEOPLE, RATE, EVERY = 40, 500, 0.4
SEED = """
from tests.thread import fill
from datetime import UTC, datetime
now = datetime.now(UTC)
for n in range({people}):
    known = {{"email": f"p{{n}}@cruza{{n}}.example", "company": f"Cruza {{n}}", "phone": ""}}
    fill("calculadora", at=now, visitor=f"crosser-{{n}}", **known)
rows = {rows}
if rows:
    from tests.apps.imports.lists import begin
    from benchmarks.people_file import write_crowd
    from dueto.apps.imports.actions import run
    from pathlib import Path
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crowd.csv"
        write_crowd(path, people=rows)
        run(import_id=begin(path, at=now), by=None, at=now)
"""
PLACE = "select coalesce(sum(place), 0) from imports_import"


def main(rows: int = 0) -> None:
    """Print the seconds from the answered hit to the notice, for each person who crosses."""
    with tempfile.TemporaryDirectory() as folder:
        running = Running(Path(folder), {"DUETO_MAIL_OFF": "1"}, seed=SEED.format(people=PEOPLE, rows=rows))
        with running:
            stop = threading.Event()
            crowd = [threading.Thread(target=_crowd, args=(running.collect, lane, stop)) for lane in range(4)]
            for thread in crowd:
                thread.start()
            time.sleep(2)
            watch = Watch(Path(folder) / "dueto.db")
            watch.start()
            sent: dict[str, float] = {}
            for number in range(PEOPLE):
                for path in ("/casos/rio-seco", "/precios"):
                    assert running.hit(path, visitor=f"crosser-{number}")
                sent[f"p{number}@cruza{number}.example"] = time.time()
                time.sleep(EVERY)
            watch.join()
            seconds = [watch.seen[mail] - at for mail, at in sent.items()]
            with contextlib.closing(sqlite3.connect(Path(folder) / "dueto.db", timeout=20)) as database:
                place = database.execute(PLACE).fetchone()[0]
            stop.set()
            for thread in crowd:
                thread.join()
    print(json.dumps({"seconds": seconds, "rate": RATE, "place": place, "rows": rows}))


def _crowd(port: int, lane: int, stop: threading.Event) -> None:
    """Send a quarter of the hits of people nobody knows, at an even pace."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    number, began = 0, time.monotonic()
    while not stop.is_set():
        number += 1
        body = json.dumps({"v": f"crowd-{lane}-{number // 5}", "u": f"https://nevadal.example/p{number % 9}"})
        connection.request("POST", "/hit", body, {"User-Agent": "Mozilla/5.0 Firefox/140.0"})
        connection.getresponse().read()
        time.sleep(max(0.0, began + number / (RATE / 4) - time.monotonic()))


class Watch(threading.Thread):
    """Looks into the database, as a page would, and notes when each notice was first there to be seen."""

    ASKED = """
        select card.email from handoff_notice notice join handoff_handoff handoff on handoff.id = notice.handoff_id
        join leads_lead lead on lead.id = handoff.lead_id join base_card card on card.person_id = lead.person_id
        where notice.kind = 'handoff'
    """

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self.database = database
        self.seen: dict[str, float] = {}

    def run(self) -> None:
        """Look every 20 milliseconds, for two minutes at most."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and len(self.seen) < PEOPLE:
            now = time.time()
            for (mail,) in connection.execute(self.ASKED).fetchall():
                self.seen.setdefault(mail, now)
            time.sleep(0.02)
        connection.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
