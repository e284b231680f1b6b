"""The list against a naive one in Python; the queue of questions; where somebody stands."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from dueto.apps.agreements.models import Agreement
from dueto.apps.base.models import Card, Company, Person, Source
from dueto.apps.base.words import searchable
from dueto.apps.leads.actions.bearing import forget_bearers, keep_bearers
from dueto.apps.leads.actions.judging import NEAR
from dueto.apps.leads.models import Verdict
from dueto.apps.leads.queries import found as looking
from dueto.apps.leads.queries import narrow as narrowing
from dueto.apps.leads.queries.filters import KINDS, ORDERS, Filters
from dueto.apps.leads.queries.found import found
from dueto.apps.leads.queries.nearest import next_question, two_away, waiting
from dueto.apps.leads.queries.options import Counted, freed, options
from dueto.apps.leads.queries.prospects import counts, prospects
from dueto.apps.leads.traits import ANY_OF, any_of, key_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DEFINITION = "negocio nuevo"
TRAITS = (
    "fits.sites.at_least.20", "persona.calidad", "persona.sistemas", "lacks.negocio nuevo.sites",
    "did.negocio nuevo.webinar", "lead.negocio nuevo.won", "lead.negocio nuevo.lost",
)  # fmt: skip
COUNTRIES, CHANNELS = ("PE", "CL", "MX"), ("webinar", "busqueda")
NAMES = ("Rocío Tello", "Joaquín Ureña", "Ana Rojas", "Ana María Rey", "")


def write_crowd(cast: Cast, *, seed: int, count: int = 60) -> list[dict[str, Any]]:
    """Return what is known of a random crowd, written down as the judge and the projections would."""
    rng = random.Random(seed)
    sources = {name: Source.objects.create(channel=name, fingerprint=f"{seed}{name}") for name in CHANNELS}
    companies = [
        Company.objects.create(
            name=f"Empresa {n}", key=f"empresa {n}", created_at=cast.at, owner=cast.julia if n % 2 else None
        )
        for n in range(seed, seed + 5)
    ]
    crowd = []
    for number in range(count):
        acted = rng.choice([None, *(cast.at - timedelta(days=rng.randint(0, 20)) for _ in range(3))])
        channel, country, name = rng.choice(CHANNELS), rng.choice(COUNTRIES), rng.choice(NAMES)
        company = rng.choice([None, *companies])
        person = Person.objects.create(
            company=company, origin=sources[channel], last_act_at=acted,
            created_at=cast.at - timedelta(days=rng.randint(0, 40)),
            erased_at=cast.at if rng.random() < 0.1 else None,
        )  # fmt: skip
        words = f"{name} {company.name if company else ''}".strip().lower().replace("í", "i").replace("ñ", "n")
        Card.objects.create(person=person, full_name=name, country=country, searchable=searchable([words]))
        traits = {trait for trait in TRAITS if rng.random() < 0.3}
        keep_bearers({person.pk: traits | {key_of("country", country), key_of("channel", channel)}})
        kind = rng.choice(KINDS)
        rank = rng.randint(-5, 40)
        Verdict.objects.create(
            person=person, definition=DEFINITION, agreement=cast.agreement, fit=0, behaviour=0, judged_at=cast.at,
            standing="not_yet" if kind == "one_datum" else kind, datum="sites" if kind == "one_datum" else "",
            rank=rank + (NEAR if kind == "one_datum" else 0), missing=[["sites", "sector"]] if number % 7 == 0 else [],
        )  # fmt: skip
        crowd.append(
            {"id": person.pk, "kind": kind, "country": country, "channel": channel, "acted": acted, "words": words,
             "erased": person.erased_at is not None, "traits": traits,
             "company": company.pk if company else 0, "owner": company.owner_id if company else 0,
             "came": person.created_at, "rank": rank + (NEAR if kind == "one_datum" else 0)}
        )  # fmt: skip
    return crowd


def naive(crowd: list[dict[str, Any]], filters: Filters, as_of: datetime) -> set[int]:
    """Return whom the filters mean, one by one."""
    return {
        one["id"]
        for one in crowd
        if not one["erased"]
        and (not filters.kind or one["kind"] == filters.kind)
        and (not filters.country or one["country"] in filters.country)
        and (not filters.channel or one["channel"] in filters.channel)
        and all(one["traits"] & set(keys) for keys in any_of(filters.traits))
        and (not filters.company or one["company"] == filters.company)
        and (not filters.owner or one["owner"] == filters.owner)
        and (not filters.came or one["came"] > as_of - timedelta(days=filters.came))
        and (not filters.is_active or (one["acted"] and one["acted"] > as_of - timedelta(days=7)))
    }


def everybody(filters: Filters, *, as_of: datetime, size: int) -> list[int]:
    """Return whom the pages show, one page after the other."""
    shown: list[int] = []
    after = ""
    for _ in range(200):
        page = found(filters, as_of=as_of, after=after, size=size)
        shown += page.person_ids
        after = page.next
        if not after:
            return shown
    raise AssertionError("the pages never end")


def drawn(rng: random.Random, crowd: list[dict[str, Any]], cast: Cast) -> Filters:
    """Return random conditions."""
    return Filters(
        DEFINITION, kind=rng.choice(["", "", *KINDS]),
        country=rng.choice([(), (), *((one,) for one in COUNTRIES), ("PE", "MX")]),
        channel=rng.choice([(), (), *((one,) for one in CHANNELS), CHANNELS]), is_active=rng.random() < 0.3,
        traits=tuple(trait for trait in TRAITS if rng.random() < 0.2), came=rng.choice([0, 0, 0, 10, 30]),
        company=rng.choice(crowd)["company"] if rng.random() < 0.1 else 0,
        owner=cast.julia.pk if rng.random() < 0.2 else 0, order=rng.choice(["", *ORDERS]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("window", "narrow"), [(10_000, 2_000), (7, 0), (7, 12), (10_000, 5)])
def test_the_pages_show_whom_a_naive_list_shows(
    cast: Cast, seed: int, window: int, narrow: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "WINDOW", window)
    monkeypatch.setattr(narrowing, "NARROW", narrow)
    crowd = write_crowd(cast, seed=seed)
    rng = random.Random(seed)

    for _ in range(25):
        filters = drawn(rng, crowd, cast)
        shown = everybody(filters, as_of=cast.at, size=rng.choice([3, 7, 30]))

        assert len(shown) == len(set(shown))
        assert set(shown) == naive(crowd, filters, cast.at), filters
        assert shown == in_order(crowd, shown, filters), filters


def in_order(crowd: list[dict[str, Any]], shown: list[int], filters: Filters) -> list[int]:
    """Return the same people sorted in Python."""
    known = {one["id"]: one for one in crowd}
    verdicts = dict(Verdict.objects.values_list("person_id", "pk"))
    keys = {
        "newest": lambda pk: (0, -pk),
        "nearest": lambda pk: (-known[pk]["rank"], -verdicts[pk]),
        "recent": lambda pk: (-known[pk]["acted"].timestamp() if known[pk]["acted"] else 1, -pk),
    }
    return sorted(shown, key=keys[filters.sorted_by])


@pytest.mark.parametrize("narrow", [2_000, 0])
def test_options_count_what_adding_them_would_leave(cast: Cast, narrow: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "NARROW", narrow)
    crowd = write_crowd(cast, seed=11)
    rng = random.Random(11)

    for filters in (Filters(DEFINITION), *(drawn(rng, crowd, cast) for _ in range(15))):
        offered = options(filters, keys=TRAITS, as_of=cast.at)
        if not any(True for _ in filters.named()):
            alive = [one for one in crowd if not one["erased"]]
            forget_bearers({one["id"] for one in crowd} - {one["id"] for one in alive})
            offered = options(filters, keys=TRAITS, as_of=cast.at)

        chosen = {key.partition(".")[0] for key in filters.traits} & ANY_OF
        for trait in TRAITS:
            wanted = naive(crowd, replace(filters, traits=(*filters.traits, trait)), cast.at)
            if trait.partition(".")[0] in chosen:
                more = wanted - naive(crowd, filters, cast.at)
                assert trait in filters.traits or offered.widening.get(trait, Counted(0)).people == len(more), filters
            else:
                assert offered.traits.get(trait, Counted(0)).people == len(wanted), (filters, trait)
        for country in set(COUNTRIES) - set(filters.country) if filters.country else ():
            more = naive(crowd, replace(filters, country=(*filters.country, country)), cast.at)
            more -= naive(crowd, filters, cast.at)
            assert offered.widening.get(key_of("country", country), Counted(0)).people == len(more), (filters, country)
        for country in COUNTRIES if not filters.country else ():
            wanted = naive(crowd, replace(filters, country=(country,)), cast.at)
            key = key_of("country", country)
            assert offered.traits.get(key, Counted(0)).people == len(wanted), (filters, country)
        assert all(not one.is_least for one in offered.traits.values())


def test_who_acted_last_comes_first_and_who_never_did_comes_last(cast: Cast) -> None:
    acted = {one["id"]: one["acted"] for one in write_crowd(cast, seed=4)}

    shown = everybody(Filters(DEFINITION), as_of=cast.at, size=7)

    instants = [acted[pk] for pk in shown]
    known = [at for at in instants if at]
    assert instants == [*sorted(known, reverse=True), *([None] * (len(instants) - len(known)))]


@pytest.mark.parametrize("words", ["ana", "ana m", "rey", "empresa", "EMPRESA 6", "rocío", "urena", "zzzz"])
def test_a_search_finds_whoever_has_the_words(cast: Cast, words: str) -> None:
    crowd = write_crowd(cast, seed=5)
    folded = words.lower().replace("í", "i").split()

    shown = {row.person_id for row in prospects(Filters(DEFINITION, words=words), as_of=cast.at).rows}

    wanted = [one for one in crowd if not one["erased"] and all(bears(one["words"], word) for word in folded)]
    assert shown == {one["id"] for one in wanted}


def bears(words: str, word: str) -> bool:
    """Return whether one of the words has `word` in it, or begins with it if it is short."""
    return any(word in one if len(word) > 2 else one.startswith(word) for one in words.split())


def test_counts_and_ways_out_are_those_of_the_lists(cast: Cast) -> None:
    crowd = write_crowd(cast, seed=6)

    assert counts(DEFINITION) == {kind: sum(one["kind"] == kind for one in crowd) for kind in KINDS}
    filters = Filters(DEFINITION, kind="qualified", country=("ES",))
    shown = freed(filters, as_of=cast.at)
    assert shown == {name: Counted(len(naive(crowd, filters.without(name), cast.at))) for name in ("kind", "country")}


def test_the_queue_asks_what_is_worth_most_first(cast: Cast) -> None:
    write_crowd(cast, seed=7)
    ranked = Verdict.objects.exclude(datum="").order_by("-rank", "-id")

    first = next_question(DEFINITION)
    assert first is not None
    assert first.person_id == ranked[0].person_id
    second = next_question(DEFINITION, but=first.person_id)
    assert second is not None
    assert second.person_id == ranked[1].person_id
    assert waiting(DEFINITION).count == ranked.count()
    assert all(near.fields == ("sites", "sector") for near in two_away(DEFINITION))


def test_an_agreement_stays_with_its_verdicts(cast: Cast) -> None:
    write_crowd(cast, seed=8, count=3)

    assert set(Verdict.objects.values_list("agreement", flat=True)) == {Agreement.objects.get(number=4).pk}
