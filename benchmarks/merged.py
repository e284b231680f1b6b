"""A base with planted duplicates, searched and merged, as a process of its own: merged PEOPLE."""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import UTC, datetime
from random import Random

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from dueto.apps.base import seeding  # noqa: E402
from dueto.apps.stewardship.actions import ask_for_search, claim_search, do_search, merge  # noqa: E402
from dueto.apps.stewardship.models import Pair  # noqa: E402

AT = datetime(2026, 6, 16, 14, 30, tzinfo=UTC)
FEW, MERGES, TWICE = 1_000, 15, 33
GIVEN, SURNAMES, COMPANIES = 300, 1_500, 30_000


def main(people: int) -> None:
    """Print what it took as JSON."""
    call_command("migrate", verbosity=0)
    rng = Random(20)
    few = _write(FEW, rng)
    cost_among_few = _merging(few[: 2 * MERGES])
    planted: set[tuple[int, int]] = set()
    many = _write(people - FEW, rng, planted=planted)
    ask_for_search(kind="person", by=None, at=AT)
    search = claim_search(at=AT)
    assert search is not None
    started = time.perf_counter()
    found = do_search(search, at=AT)
    seconds = time.perf_counter() - started
    pairs = set(Pair.objects.values_list("low", "high"))
    answer = {
        "seconds": seconds, "found": found, "caught": len(pairs & planted) / max(len(planted), 1),
        "right": len(pairs & planted) / max(len(pairs), 1), "people": FEW, "few": cost_among_few,
        "many": _merging(many[: 2 * MERGES]),
    }  # fmt: skip
    print(json.dumps(answer))


def _merging(ids: list[int]) -> float:
    """Return what merging two of these costs, in milliseconds: the middle of several."""
    costs = []
    for kept, gone in zip(ids[::2], ids[1::2], strict=True):
        started = time.perf_counter()
        merge(kept_id=kept, gone_id=gone, by=None, at=AT)
        costs.append((time.perf_counter() - started) * 1000)
    return statistics.median(costs)


def _write(count: int, rng: Random, *, planted: set[tuple[int, int]] | None = None) -> list[int]:
    """Return the ids of so many people with a card; every so-manieth is there twice, written otherwise."""
    people = seeding.write("Person", ({"created_at": AT} for _ in range(count)))
    cards, last = [], None
    for place, pk in enumerate(people):
        if last is not None and place % TWICE == 0:
            card = {**last, "person_id": pk, "email": "", "phone": last["phone"] if rng.random() < 0.5 else ""}
            if planted is not None:
                planted.add((last["person_id"], pk))
        else:
            card = _card(pk, rng)
        cards.append(card)
        last = card
    seeding.write("Card", cards)
    seeding.finish()
    return people


def _card(pk: int, rng: Random) -> dict[str, object]:
    given, first, second = rng.randrange(GIVEN), rng.randrange(SURNAMES), rng.randrange(SURNAMES)
    return {
        "person_id": pk, "full_name": f"Nom{given}bre Ape{first}llido Seg{second}undo",
        "company": f"Empresa {rng.randrange(COMPANIES)}", "country": rng.choice(["PE", "MX", "CO", "CL", "ES"]),
        "email": f"nom{given}.ape{first}@correo{pk}.example", "phone": f"+519{pk:08}", "role": "", "searchable": "",
    }  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
