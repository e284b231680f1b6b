"""A million invented people as lists find them: cards, words, traits, verdicts, acts, companies, calls planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base import seeding
from dueto.apps.base.actions.cards import keep_words
from dueto.apps.base.words import searchable
from dueto.apps.journal.seeding import free, write_rows
from dueto.apps.leads.asked_words import CONTACT, NEWSLETTER, NO_CONTACT, WITH_SALES
from dueto.apps.leads.models import Bearer, Trait, Verdict
from dueto.apps.leads.traits import BUYING, CAMPAIGN, CHANNEL, CONSENT, COUNTRY, DID, LEAD, Askable, askable, key_of
from dueto.apps.team.models import Member
from dueto.apps.telephone.models import CallTask

FIRST = ("Rosa", "Luis", "Ana", "Jorge", "Carmen", "Iván", "Elena", "Marco")
SYLLABLES = ("ba", "ce", "do", "fi", "gu", "la", "me", "no", "pe", "qui", "ro", "sa", "te", "va", "zu", "lle")
LAST = tuple("".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3))
COUNTRIES = ("PE", "PE", "PE", "MX", "CO", "CL", "ES")
CHANNELS = ("busqueda", "busqueda", "webinar", "anuncio", "feria")
TWO_YEARS = 63_000_000
"""Seconds of history."""
RARE = 5_000
"""One in so many came by a campaign of few."""
MACHINES, CALLS, CARED_FOR = 100, 150, 50
"""One act in so many is a machine's; so many calls are planned; one company in so many is in somebody's care."""


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
    every = askable(version)
    keys = [*every, *(key_of(COUNTRY, one) for one in set(COUNTRIES)), *(key_of(CHANNEL, one) for one in set(CHANNELS))]
    keys.append(key_of(CAMPAIGN, "rara"))
    Trait.objects.bulk_create([Trait(key=key) for key in keys], ignore_conflicts=True)
    ids, kinds = dict(Trait.objects.values_list("key", "pk")), by_kind(every)
    rows = (
        {"person_id": pk, "trait_id": ids[key]}
        for pk, one in cards.items()
        for key in {
            *traits_of_one(kinds, rng), key_of(COUNTRY, one["country"]), key_of(CHANNEL, rng.choice(CHANNELS)),
            *((key_of(CAMPAIGN, "rara"),) if rng.randrange(RARE) == 0 else ()),
        }
    )  # fmt: skip
    write_rows(Bearer, rows)


def by_kind(asks: Mapping[str, Askable]) -> dict[str, list[str]]:
    """Return the keys of each kind; what the profile answers stands together, under no kind."""
    kinds: dict[str, list[str]] = {}
    for key, one in asks.items():
        kinds.setdefault(one.kind if one.kind in (DID, LEAD, BUYING, CONSENT) else "", []).append(key)
    return kinds


def traits_of_one(kinds: dict[str, list[str]], rng: Random) -> Iterator[str]:
    """Yield what is true of one: nearly all may be written to, three in ten did something, one in fifty met sales."""
    luck = rng.random()
    yield from rng.sample(kinds[""], 3)
    yield key_of(CONSENT, NO_CONTACT if luck > 0.95 else CONTACT)
    if luck < 0.15:
        yield key_of(CONSENT, NEWSLETTER)
    if luck < 0.3:
        yield from (rng.choice(kinds[DID]), rng.choice(kinds[BUYING]))
    if luck < 0.02:
        state = rng.choice(kinds[LEAD])
        yield from (state, f"{state.rpartition('.')[0]}.{WITH_SALES}")


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
