"""`python -m benchmarks.page_times PEOPLE`: fills the home of DUETO_HOME with people, asks each page, prints JSON."""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from tests.thread import crossed  # noqa: E402

from dueto.apps.agreements.queries import in_force  # noqa: E402
from dueto.apps.base import seeding  # noqa: E402
from dueto.apps.journal.seeding import free, write_rows  # noqa: E402
from dueto.apps.leads.models import Verdict  # noqa: E402
from dueto.apps.team.models import Member  # noqa: E402
from dueto.work.demo.cast import Seated, seat_cast  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIRST = ("Rosa", "Luis", "Ana", "Jorge", "Carmen", "Iván", "Elena", "Marco")
LAST = ("Quispe", "Rojas", "Vargas", "Salas", "Peña", "Ochoa", "Luna", "Arce")
COUNTRIES = ("PE", "MX", "CO", "CL", "ES")
TWO_YEARS, TIMES, FRESH = 63_000_000, 30, 60
"""Seconds of history, questions to each page, hand-offs that stand open on the desks."""


def main(people: int) -> None:
    """Print the slowest in twenty of each page, in milliseconds of one core."""
    rng, now = Random(7), datetime.now(UTC)
    call_command("migrate", verbosity=0)
    seated = seat_cast(at=now)
    ids = fill(people, rng, now)
    for number in range(FRESH):
        mail = f"q{number}@crece{number}.example"
        crossed(at=now, visitor="", email=mail, company=f"Crece {number}", phone="")
    gc.collect()
    gc.freeze()  # what this program itself holds is none of the pages' business
    print(json.dumps({name: slowest(paths, seated) for name, paths in pages(ids, rng).items()}))


def fill(people: int, rng: Random, now: datetime) -> list[int]:
    """Return the ids of so many people, each with a company, a card, an act and a verdict; most acted lately."""
    version = in_force(now)
    assert version is not None
    firms = max(1, people // 3)
    seen = [now - timedelta(seconds=int(TWO_YEARS * rng.random() ** 3)) for _ in range(people)]
    companies = seeding.write(
        "Company",
        ({"name": f"Empresa {n}", "key": f"empresa {n}", "country": "PE", "created_at": now} for n in range(firms)),
    )
    ids = seeding.write(
        "Person", ({"company_id": rng.choice(companies), "created_at": at, "last_act_at": at} for at in seen)
    )
    seeding.write("Card", (card(pk, n, firms, rng) for n, pk in enumerate(ids)))
    handles = seeding.write("Identity", ({"person_id": pk, "kind": "email", "created_at": now} for pk in ids))
    seeding.write(
        "Activity",
        (
            {"identity_id": handle, "kind": "visit", "path": "/precios", "occurred_at": at, "known_at": at}
            for handle, at in zip(handles, seen, strict=True)
        ),
    )
    write_rows(Verdict, (verdict(pk, version.id, rng, now) for pk in ids))
    seeding.finish()
    free(Verdict)
    return ids


def card(person_id: int, number: int, firms: int, rng: Random) -> dict[str, Any]:
    """Return how one person is shown."""
    return {
        "person_id": person_id, "full_name": f"{rng.choice(FIRST)} {rng.choice(LAST)} {number}",
        "role": "Jefa de calidad", "company": f"Empresa {number % firms}", "country": rng.choice(COUNTRIES),
        "email": f"p{number}@empresa{number}.example", "searchable": f"persona {number} empresa {number % firms}",
    }  # fmt: skip


def verdict(person_id: int, agreement_id: int, rng: Random, now: datetime) -> dict[str, Any]:
    """Return a verdict as they are: few qualified, a tenth out, one in fifty a datum away."""
    luck = rng.random()
    standing = "qualified" if luck < 0.01 else "disqualified" if luck > 0.9 else "not_yet"
    datum = "sites" if 0.01 < luck < 0.03 else ""
    return {
        "person_id": person_id, "definition": "negocio nuevo", "agreement_id": agreement_id, "standing": standing,
        "fit": 50, "behaviour": 20, "lacking": [], "missing": [[datum]] if datum else [], "datum": datum,
        "rank": rng.randrange(90) + (1_000_000 if datum else 0), "fades": luck < 0.1, "judged_at": now,
    }  # fmt: skip


def pages(ids: list[int], rng: Random) -> dict[str, list[tuple[str, str]]]:
    """Return what is asked, by the name of the page: who asks, and for which path."""
    kinds = ("", "?verdict=not_yet", "?verdict=qualified")
    return {
        "list": [("mara", f"/prospects/{kinds[n % 3]}") for n in range(TIMES)],
        "search": [("mara", f"/prospects/?q=persona {rng.randrange(len(ids))}") for _ in range(TIMES)],
        "person": [("mara", f"/people/{rng.choice(ids)}/") for _ in range(TIMES)],
        "one datum": [("mara", "/one-datum/")] * TIMES,
        "own find, typed": [
            ("julia", f"/find/matches/?full_name={rng.choice(FIRST)}+{rng.choice(LAST)}&company=Empresa+{n}")
            for n in range(TIMES)
        ],
        "who calls, typed": [("julia", f"/find/call/matches/?phone=9{rng.randrange(10**8):08}") for _ in range(TIMES)],
        "sources": [("mara", "/sources/")] * TIMES,
        "mailbox": [("mara", "/mailbox/")] * TIMES,
        "desk": [("julia", "/desk/")] * TIMES,
        "board": [("mara", "/board/")] * TIMES,
        "today": [("mara", "/today/")] * TIMES,
    }


def slowest(asked: list[tuple[str, str]], seated: Seated) -> float:
    """Return the slowest in twenty; the first three questions warm up."""
    clients: dict[str, Client] = {}
    for key in {key for key, _ in asked}:
        clients[key] = Client(SERVER_NAME="localhost")
        clients[key].force_login(Member.objects.get(pk=seated.members[key]), backend=BACKEND)
    took = list(_times(asked[:3] + asked, clients))[3:]
    return statistics.quantiles(took, n=20)[-1]


def _times(asked: list[tuple[str, str]], clients: dict[str, Client]) -> Iterator[float]:
    for key, path in asked:
        began = time.process_time()
        answer = clients[key].get(path)
        yield (time.process_time() - began) * 1000
        assert answer.status_code == 200, (path, answer.status_code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
