"""Judging one person with 200 activities by 16 rules, in pure Python."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.budget import Line
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.qualification.history import Activity
from dueto.domain.qualification.judge import judge

AS_OF = datetime(2026, 11, 1, tzinfo=UTC)
ACTIVITIES = 200
KINDS = ("visit", "visit", "visit", "visit", "download", "event", "form", "mail_click", "call")
PAGES = ("precios", "casos", "producto", "blog", "inicio", "trabaja")
PROFILE = {"full_name": "known", "company": "acme", "email": "company", "role": "director", "country": "pe"} | {
    "employees": "120",
    "industry": "retail",
}
ROUNDS, CALLS = 9, 60


def lines() -> Iterator[Line]:
    """Yield the line of this budget: the median of several rounds."""
    definition, activities = sixteen_rules(), history()
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in range(CALLS):
            judge(definition, profile=PROFILE, activities=activities, as_of=AS_OF)
        rounds.append((time.perf_counter() - started) / CALLS)
    yield Line("one person, 200 activities, 16 rules, pure Python", statistics.median(rounds) * 1000, 1.0, "ms")


def sixteen_rules() -> Definition:
    """Return a definition of 8 fit and 8 behaviour rules, like the one of the yardstick."""
    countries = (["PE", "MX", "CO"], ["CL", "ES"])
    fit = [
        *({"when": {"country": {"one_of": names}}, "points": 15 - 5 * n} for n, names in enumerate(countries)),
        {"when": {"employees": {"between": [50, 199]}}, "points": 10},
        {"when": {"employees": {"at_least": 200}}, "points": 20},
        {"when": {"industry": {"one_of": ["retail", "banking"]}}, "points": 15},
        {"when": {"industry": {"is": "mining"}}, "points": 5},
        {"when": {"role": {"is": "director"}}, "points": 15},
        {"when": {"role": {"is": "intern"}}, "points": -25},
    ]
    visits = [
        {"name": page, "activity": "visit", "where": {"path": {"starts_with": f"/{page}"}}, "points": points}
        | {"half_life": f"{half_life}d", "cap": cap}
        for page, points, half_life, cap in (("precios", 15, 14, 25), ("casos", 8, 30, 16), ("producto", 5, 10, 15))
    ]
    acts = [
        {"name": kind, "activity": kind, "points": points, "half_life": f"{half_life}d", "cap": cap}
        for kind, points, half_life, cap in (("download", 8, 30, 16), ("event", 20, 45, 25), ("form", 10, 21, 20))
    ]
    call = {"name": "call", "activity": "call", "points": 12, "half_life": "45d", "cap": 24}
    jobs = {"name": "jobs", "activity": "visit", "where": {"path": {"starts_with": "/trabaja"}}, "points": -15}
    behaviour = [*visits, *acts, call, jobs | {"lasts": "90d", "cap": 15}]
    definition = {"name": "sixteen", "required": ["full_name"], "fit": fit, "behaviour": behaviour}
    document = {
        "agreement": "bench",
        "calendar": {"time_zone": "America/Lima"},
        "definitions": [definition | {"qualified": {"fit": 30, "behaviour": 12}}],
    }
    return read_agreement(document).definition()


def history() -> list[Activity]:
    """Return 200 activities over two years, in no order."""
    rng = Random(42)
    activities = []
    for number in range(ACTIVITIES):
        occurred_at = AS_OF - timedelta(days=rng.random() * 720)
        attributes = {"item": f"item-{rng.randrange(40)}", "path": f"/{rng.choice(PAGES)}/{rng.randrange(200)}"}
        activities.append(Activity(number, rng.choice(KINDS), occurred_at, occurred_at, attributes=attributes))
    return activities
