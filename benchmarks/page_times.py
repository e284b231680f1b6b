"""`python -m benchmarks.page_times PEOPLE`: fills the home of DUETO_HOME with people, asks each page, prints JSON."""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from random import Random
from urllib.parse import quote

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from tests.thread import crossed  # noqa: E402

from benchmarks.page_people import FIRST, LAST, by_kind, fill  # noqa: E402
from dueto.apps.agreements.queries import in_force  # noqa: E402
from dueto.apps.base.actions import tell  # noqa: E402
from dueto.apps.base.models import Card, Person  # noqa: E402
from dueto.apps.leads.actions import judge  # noqa: E402
from dueto.apps.leads.asked_words import CONTACT  # noqa: E402
from dueto.apps.leads.traits import BUYING, CONSENT, DID, LEAD, askable, key_of  # noqa: E402
from dueto.apps.team.models import Member  # noqa: E402
from dueto.work.demo.cast import Seated, seat_cast  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TIMES, ROUNDS, FRESH, CHANGES = 30, 3, 60, 30
"""Questions to each page, how often each is asked, hand-offs that stand open on the desks, people who are changed."""
ONE_DATUM = ("", "?datum=sites", "?after=1000044.1000", "?whose=mine")
"""The head of the queue, one datum of it, from the middle of it, the own ones."""


def main(people: int) -> None:
    """Print the slowest in twenty of each page, in milliseconds of one core; and what a change costs, few and many."""
    rng, now = Random(7), datetime.now(UTC)
    call_command("migrate", verbosity=0)
    seated = seat_cast(at=now)
    few = fill(max(1000, people // 1000), rng, now, start=0)
    small = {"change": change(few, rng, now), "list": slowest(pages(few, rng)["list"], seated)}
    ids = [*few, *fill(people - len(few), rng, now, start=len(few))]
    for number in range(FRESH):
        mail = f"q{number}@crece{number}.example"
        crossed(at=now, visitor="", email=mail, company=f"Crece {number}", phone="")
    import_module("dueto.config.asgi")  # as the server does before it answers
    gc.freeze()  # what this program itself holds is none of the pages' business
    large = {"change": change(ids, rng, now)}
    took = {name: slowest(paths, seated) for name, paths in pages(ids, rng).items()}
    print(json.dumps({"pages": took, "few": small, "many": large | {"list": took["list"]}, "people": len(few)}))


def change(ids: list[int], rng: Random, now: datetime) -> float:
    """Return what it costs to change one person and judge them again, the median of several, in milliseconds."""
    version = in_force(now)
    assert version is not None
    by, took = Member.objects.order_by("pk").values_list("pk", flat=True)[0], []
    for number, pk in enumerate(rng.sample(ids, CHANGES)):
        began = time.process_time()
        value = f"{rng.choice(FIRST)} Cambiada {number}"
        tell(person_id=pk, field=version.agreement.fields["full_name"], value=value, by=by, at=now)
        tell(person_id=pk, field=version.agreement.fields["sites"], value=str(number + 1), by=by, at=now)
        judge(person_ids=[pk], at=now)
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took[3:])


def pages(ids: list[int], rng: Random) -> dict[str, list[tuple[str, str]]]:
    """Return what is asked, by the name of the page: who asks, and for which path."""
    kinds = ("?all=1", "?verdict=not_yet", "?verdict=qualified")
    version = in_force(datetime.now(UTC))
    assert version is not None
    has = [f"has={quote(key)}" for key in askable(version) if key.startswith("fits.")]
    acts = {kind: [f"has={quote(key)}" for key in keys] for kind, keys in by_kind(askable(version)).items()}
    asked = (
        lambda: f"country=PE&origin=webinar&{rng.choice(has)}",
        lambda: f"campaign=rara&{rng.choice(has)}",
        lambda: f"verdict=not_yet&{rng.choice(has)}&{rng.choice(has)}&active=1",
        lambda: f"came=7&country=MX&{rng.choice(has)}&sort=newest",
        lambda: f"verdict=one_datum&origin=feria&country=CL&{rng.choice(has)}",
        lambda: f"country=PE&country=CL&{rng.choice(acts[DID])}&has={quote(key_of(CONSENT, CONTACT))}",
        lambda: f"{rng.choice(acts[LEAD])}&{rng.choice(acts[LEAD])}&origin=webinar&{rng.choice(has)}",
        lambda: f"{rng.choice(acts[BUYING])}&{rng.choice(acts[BUYING])}&verdict=not_yet&{rng.choice(acts[CONSENT])}",
    )
    of_firms = [one for one in has if "sites" in one or "sector" in one]
    firms_asked = (
        lambda: "all=1",
        lambda: f"country=MX&{rng.choice(of_firms)}",
        lambda: f"{rng.choice(of_firms)}&{rng.choice(of_firms)}&silent=30",
        lambda: "owner=nobody&silent=365&lacks=domain",
        lambda: f"country=ES&owner=nobody&has={quote('persona.calidad')}",
        lambda: f"sales=1&silent=30&{rng.choice(of_firms)}",
    )
    names = dict(Card.objects.filter(pk__in=rng.sample(ids, TIMES)).values_list("pk", "full_name"))
    wanted = [
        lambda pk: names[pk], lambda pk: slip(names[pk], rng), lambda pk: f"empresa {pk}", lambda pk: f"51 9{pk:04}"
    ]  # fmt: skip
    firms = list(Person.objects.filter(pk__in=rng.sample(ids, TIMES)).values_list("company_id", flat=True))
    return {
        "list": [("mara", f"/prospects/{kinds[n % 3]}") for n in range(TIMES)],
        "list with conditions": [("mara", f"/prospects/?{asked[n % len(asked)]()}") for n in range(TIMES)],
        "conditions with counts": [
            ("mara", f"/prospects/conditions/?{('all=1', 'country=PE', asked[n % len(asked)]())[n % 3]}")
            for n in range(TIMES)
        ],
        "search by any scrap": [("mara", f"/prospects/?q={quote(wanted[n % 4](pk))}") for n, pk in enumerate(names)],
        "search with a slip": [("mara", f"/prospects/?q={quote(slip(name, rng))}") for name in names.values()],
        "companies": [("mara", f"/companies/?q={quote(f'empresa {pk}')}") for pk in names],
        "companies with conditions": [
            ("mara", f"/companies/?{firms_asked[n % len(firms_asked)]()}&sort={('name', 'recent', 'newest')[n % 3]}")
            for n in range(TIMES)
        ],
        "conditions of companies": [
            ("mara", f"/companies/conditions/?{('all=1', 'country=PE', firms_asked[n % len(firms_asked)]())[n % 3]}")
            for n in range(TIMES)
        ],
        "company": [("mara", f"/companies/{pk}/") for pk in firms],
        "person": [("mara", f"/people/{rng.choice(ids)}/") for _ in range(TIMES)],
        "one datum": [("mara", f"/one-datum/{ONE_DATUM[n % len(ONE_DATUM)]}") for n in range(TIMES)],
        "calls": [("rosa", "/calls/")] * TIMES,
        "machines": [("mara", "/machines/")] * TIMES,
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


def slip(name: str, rng: Random) -> str:
    """Return a name with two letters of its longest word changed over."""
    word = max(name.split(), key=len)
    at = rng.randrange(1, len(word) - 2)
    return name.replace(word, f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}")


def slowest(asked: list[tuple[str, str]], seated: Seated) -> float:
    """Return the slowest question in twenty; of each its quickest answer: the others are the machine's."""
    clients: dict[str, Client] = {}
    for key in {key for key, _ in asked}:
        clients[key] = Client(SERVER_NAME="localhost")
        clients[key].force_login(Member.objects.get(pk=seated.members[key]), backend=BACKEND)
    rounds = [list(_times(asked, clients)) for _ in range(ROUNDS)]
    return statistics.quantiles(map(min, zip(*rounds, strict=True)), n=20)[-1]


def _times(asked: list[tuple[str, str]], clients: dict[str, Client]) -> Iterator[float]:
    for key, path in asked:
        began = time.process_time()
        answer = clients[key].get(path)
        yield (time.process_time() - began) * 1000
        assert answer.status_code == 200, (path, answer.status_code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
