"""`python -m benchmarks.page_times PEOPLE`: fills the home of DUETO_HOME with people, asks each page, prints JSON."""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import product
from random import Random
from typing import Any
from urllib.parse import quote

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from tests.thread import crossed  # noqa: E402

from dueto.apps.agreements.queries import InForce, in_force  # noqa: E402
from dueto.apps.base import seeding  # noqa: E402
from dueto.apps.base.actions import tell  # noqa: E402
from dueto.apps.base.actions.cards import keep_words  # noqa: E402
from dueto.apps.base.models import Card, Person  # noqa: E402
from dueto.apps.base.words import searchable  # noqa: E402
from dueto.apps.journal.seeding import free, write_rows  # noqa: E402
from dueto.apps.leads.actions import judge  # noqa: E402
from dueto.apps.leads.models import Bearer, Trait, Verdict  # noqa: E402
from dueto.apps.leads.traits import CAMPAIGN, CHANNEL, COUNTRY, askable, key_of  # noqa: E402
from dueto.apps.team.models import Member  # noqa: E402
from dueto.apps.telephone.models import CallTask  # noqa: E402
from dueto.work.demo.cast import Seated, seat_cast  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIRST = ("Rosa", "Luis", "Ana", "Jorge", "Carmen", "Iván", "Elena", "Marco")
SYLLABLES = ("ba", "ce", "do", "fi", "gu", "la", "me", "no", "pe", "qui", "ro", "sa", "te", "va", "zu", "lle")
LAST = tuple("".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3))
COUNTRIES = ("PE", "PE", "PE", "MX", "CO", "CL", "ES")
CHANNELS = ("busqueda", "busqueda", "webinar", "anuncio", "feria")
TWO_YEARS, TIMES, FRESH, CHANGES = 63_000_000, 30, 60, 30
"""Seconds of history, questions to each page, hand-offs that stand open on the desks, people who are changed."""
RARE = 5_000
"""One in so many came by a campaign of few."""
ONE_DATUM = ("", "?datum=sites", "?after=1000044.1000", "?whose=mine")
"""The head of the queue, one datum of it, from the middle of it, the own ones."""
MACHINES, CALLS, CARED_FOR = 100, 150, 50
"""One act in so many is a machine's; so many calls are planned; one company in so many is in somebody's care."""


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


def fill(people: int, rng: Random, now: datetime, *, start: int) -> list[int]:
    """Return the ids of so many people, each with a company, a card, an act and a verdict; most acted lately."""
    version = in_force(now)
    assert version is not None
    firms, owner = max(1, people // 3), Member.objects.order_by("pk").values_list("pk", flat=True)[0]
    seen = [now - timedelta(seconds=int(TWO_YEARS * rng.random() ** 3)) for _ in range(people)]
    named = range(start, start + firms)
    companies = seeding.write(
        "Company",
        (
            {
                "name": f"Empresa {n}",
                "key": f"empresa {n}",
                "country": rng.choice(COUNTRIES),
                "created_at": now,
                "domain": "" if n % 9 == 0 else f"empresa{n}.example",
                "owner_id": owner if n % CARED_FOR == 0 else None,
            }
            for n in named
        ),
    )
    ids = seeding.write(
        "Person", ({"company_id": rng.choice(companies), "created_at": at, "last_act_at": at} for at in seen)
    )
    cards = {pk: card(pk, start + n, start + n % firms, rng) for n, pk in enumerate(ids)}
    seeding.write("Card", cards.values())
    for begin in range(0, people, 2000):
        keep_words({}, {pk: cards[pk]["searchable"] for pk in ids[begin : begin + 2000]})
    write_traits(cards, version, rng)
    handles = seeding.write("Identity", ({"person_id": pk, "kind": "email", "created_at": now} for pk in ids))
    seeding.write(
        "Activity",
        (
            {
                "identity_id": handle,
                "kind": "visit",
                "path": "/precios",
                "occurred_at": at,
                "known_at": at,
                "classed": "human" if n % MACHINES else "automatic",
                "reason": "" if n % MACHINES else "crawler",
            }
            for n, (handle, at) in enumerate(zip(handles, seen, strict=True))
        ),
    )
    write_rows(Verdict, (verdict(pk, version.id, rng, now) for pk in ids))
    write_rows(
        CallTask,
        (
            {
                "person_id": pk,
                "aim": "confirm",
                "occasion": "basis",
                "questions": ["sites"],
                "made_at": now,
                "due_at": now,
            }
            for pk in ids[:CALLS]
        ),
    )
    seeding.finish()
    free(Verdict, Bearer, CallTask)
    return ids


def card(person_id: int, number: int, firm: int, rng: Random) -> dict[str, Any]:
    """Return how one person is shown."""
    name, mail = f"{rng.choice(FIRST)} {rng.choice(LAST)} {rng.choice(LAST)}", f"p{number}@empresa{firm}.example"
    phone = f"+519{rng.randrange(10**8):08}"
    return {
        "person_id": person_id, "full_name": name, "role": "Jefa de calidad", "company": f"Empresa {firm}",
        "country": rng.choice(COUNTRIES), "email": mail, "phone": phone,
        "searchable": searchable((name, f"Empresa {firm}", mail), numbers=(phone,)),
    }  # fmt: skip


def write_traits(cards: dict[int, dict[str, Any]], version: InForce, rng: Random) -> None:
    """Write what lists ask of these people: half a dozen things each, a few of a campaign that few came by."""
    asks = list(askable(version))
    keys = [*asks, *(key_of(COUNTRY, one) for one in set(COUNTRIES)), *(key_of(CHANNEL, one) for one in set(CHANNELS))]
    keys.append(key_of(CAMPAIGN, "rara"))
    Trait.objects.bulk_create([Trait(key=key) for key in keys], ignore_conflicts=True)
    ids = dict(Trait.objects.values_list("key", "pk"))
    rows = (
        {"person_id": pk, "trait_id": ids[key]}
        for pk, one in cards.items()
        for key in {
            *rng.sample(asks, 3), key_of(COUNTRY, one["country"]), key_of(CHANNEL, rng.choice(CHANNELS)),
            *((key_of(CAMPAIGN, "rara"),) if rng.randrange(RARE) == 0 else ()),
        }
    )  # fmt: skip
    write_rows(Bearer, rows)


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
    kinds = ("?all=1", "?verdict=not_yet", "?verdict=qualified")
    version = in_force(datetime.now(UTC))
    assert version is not None
    has = [f"has={quote(key)}" for key in askable(version) if key.startswith("fits.")]
    asked = (
        lambda: f"country=PE&origin=webinar&{rng.choice(has)}",
        lambda: f"campaign=rara&{rng.choice(has)}",
        lambda: f"verdict=not_yet&{rng.choice(has)}&{rng.choice(has)}&active=1",
        lambda: f"came=7&country=MX&{rng.choice(has)}&sort=newest",
        lambda: f"verdict=one_datum&origin=feria&country=CL&{rng.choice(has)}",
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
        "list with conditions": [("mara", f"/prospects/?{asked[n % 5]()}") for n in range(TIMES)],
        "conditions with counts": [
            ("mara", f"/prospects/conditions/?{('all=1', 'country=PE', asked[n % 5]())[n % 3]}") for n in range(TIMES)
        ],
        "search by any scrap": [("mara", f"/prospects/?q={quote(wanted[n % 4](pk))}") for n, pk in enumerate(names)],
        "search with a slip": [("mara", f"/prospects/?q={quote(slip(name, rng))}") for name in names.values()],
        "companies": [("mara", f"/companies/?q={quote(f'empresa {pk}')}") for pk in names],
        "companies with conditions": [
            ("mara", f"/companies/?{firms_asked[n % 6]()}&sort={('name', 'recent', 'newest')[n % 3]}")
            for n in range(TIMES)
        ],
        "conditions of companies": [
            ("mara", f"/companies/conditions/?{('all=1', 'country=PE', firms_asked[n % 6]())[n % 3]}")
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
