"""`python -m benchmarks.drained HITS`: understands and judges what waits in an inbox; prints the rates and hand-offs.

The crowd is as it is: few browsers make most visits, one in fifteen belongs to somebody known.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from random import Random

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from tests.thread import BROWSER, fill  # noqa: E402

from dueto.apps.base.models import Activity  # noqa: E402
from dueto.apps.handoff.models import Handoff  # noqa: E402
from dueto.collect.inbox import Hit, open_inbox  # noqa: E402
from dueto.work import rounds  # noqa: E402
from dueto.work.demo.cast import seat_cast  # noqa: E402

PATHS = ("/", "/camara", "/precios", "/casos/rio-seco", "/articulos/cadena-de-frio", "/guias", "/nosotros", "/ruta")
CAMPAIGNS = ("",) * 90 + tuple(f"?utm_campaign=c{number}" for number in range(10))
KNOWN, BROWSERS, AT_ONCE = 400, 6_000, 500


def main(hits: int) -> None:
    """Print hits a second of one core, hits a second by the clock, and the hand-offs that came of them."""
    rng, now = Random(7), datetime.now(UTC)
    call_command("migrate", verbosity=0)
    seat_cast(at=now)
    with transaction.atomic():
        for number in range(KNOWN):
            mail = f"p{number}@empresa{number}.example"
            fill("contacto", at=now, visitor=f"v{number}", email=mail, company=f"Empresa {number}", phone="")
    while rounds.judging():
        pass
    inbox = open_inbox(settings.INBOX)
    start = int(now.timestamp() * 1e6)
    rows = [hit(start + number * 400, rng) for number in range(hits)]
    for first in range(0, hits, AT_ONCE):
        inbox.append(rows[first : first + AT_ONCE])
    task = rounds.understanding(inbox)
    clock, core = time.perf_counter(), time.process_time()
    while task() + rounds.judging():
        pass
    core, clock = time.process_time() - core, time.perf_counter() - clock
    assert Activity.objects.filter(kind="visit").count() == hits
    print(hits / core, hits / clock, Handoff.objects.count())


def hit(received_at: int, rng: Random) -> Hit:
    """Return one page load."""
    url = f"https://nevadal.example{rng.choice(PATHS)}{rng.choice(CAMPAIGNS)}"
    referrer = "https://search.example/" if rng.random() < 0.3 else None
    visitor = f"v{int(BROWSERS * rng.random() ** 2)}"
    return Hit(0, received_at, 0, visitor, "visit", url, referrer, None, "es", None, BROWSER, "k", None, None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
