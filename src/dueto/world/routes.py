"""The ways in which people come to be ready, step by step, and the quieter ways of everybody else.

Under version 3 a *broad* way and a *narrow* one both cross at day 0; under version 4 only the broad ones cross,
because they show two kinds of signal. The quiet ones never cross. The tests hold this against the reference judge.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from dueto.world.content import (
    ARTICLE,
    CALCULATOR,
    CASE,
    CHECKLIST,
    FAIR,
    GUIDE,
    PRICES,
    PRODUCT,
    QUIET_PAGES,
    SALES,
    WEBINAR,
    Source,
)
from dueto.world.ledger import Ledger
from dueto.world.months import DAY, MINUTE, Instant, whole
from dueto.world.people import Person


class Step(NamedTuple):
    """One act, `days` before the crossing (negative: after it) and some `minutes` more."""

    days: float
    kind: str
    what: str
    minutes: int = 0


Route = tuple[Step, ...]

BROAD: tuple[Route, ...] = (
    (Step(3, "visit", CASE), Step(0, "form", "hablar-con-ventas")),
    (Step(1, "visit", PRODUCT), Step(0, "call", "inbound")),
    (Step(5, "attended", WEBINAR), Step(0, "visit", PRICES)),
    (Step(2, "visit", CASE), Step(0, "form", "calculadora", 20), Step(0, "visit", PRICES)),
    (Step(4, "visit", CASE), Step(2, "reply", "programa auditoria"), Step(0, "form", "calculadora")),
    (Step(2, "call", "outbound"), Step(0, "form", "calculadora")),
    (Step(6, "download", GUIDE), Step(0, "attended", WEBINAR), Step(-4, "visit", PRICES)),
)
NARROW: tuple[Route, ...] = (
    (Step(4, "download", GUIDE), Step(0, "download", CHECKLIST)),
    (Step(3, "download", GUIDE), Step(0, "visit", CASE)),
    (Step(5, "download", GUIDE), Step(0, "visit", PRICES)),
    (Step(2, "download", GUIDE), Step(0, "attended", WEBINAR)),
)
WITHOUT_SITES: Route = (Step(4, "attended", WEBINAR), Step(0, "visit", PRICES))
AFTER_FAIR: Route = (Step(0, "download", GUIDE),)
AFTER_LIVE: Route = (Step(0, "visit", PRICES),)

QUIET: tuple[Route, ...] = (
    (Step(0, "download", GUIDE),),
    (Step(0, "download", CHECKLIST),),
    (Step(0, "form", "calculadora"),),
    (Step(0, "form", "boletin"),),
    (Step(0, "form", "boletin", 5), Step(0, "visit", PRICES)),
    (Step(0, "attended", WEBINAR),),
    (Step(0, "registered", WEBINAR),),
    (Step(0, "form", "contacto"),),
)
"""Behaviour of 20 at most, under either version."""
EAGER: tuple[Route, ...] = (
    (Step(3, "attended", WEBINAR), Step(0, "visit", PRICES)),
    (Step(2, "download", GUIDE), Step(1, "form", "calculadora"), Step(0, "visit", PRICES)),
    (Step(1, "reply", "programa auditoria"), Step(0, "form", "calculadora"), Step(0, "visit", CASE)),
)
"""Behaviour enough for both versions: for those who miss a datum, or who are not the kind of company."""
STUDY: tuple[Route, ...] = (
    (Step(2, "visit", ARTICLE), Step(0, "download", GUIDE), Step(-1, "download", CHECKLIST)),
    (Step(1, "visit", ARTICLE), Step(0, "download", GUIDE)),
    (Step(0, "visit", ARTICLE, 4), Step(0, "form", "boletin"), Step(-3, "visit", ARTICLE)),
    (Step(1, "visit", ARTICLE), Step(0, "registered", WEBINAR), Step(-6, "attended", WEBINAR)),
)
HUNT: tuple[Route, ...] = ((Step(1, "visit", "/trabaja-con-nosotros"), Step(0, "form", "contacto")),)

MINUTES_OF_A_VISIT = 25


def first_given(route: Route) -> Step:
    """Return the step in which somebody says who they are: the first that is not a visit."""
    return next(step for step in route if step.kind != "visit")


def instant_of_step(step: Step, crossing: Instant) -> Instant:
    """Return when `step` happens on a way that crosses at `crossing`."""
    return crossing - whole(step.days * DAY) - step.minutes * MINUTE


def walk(ledger: Ledger, person: Person, route: Route, *, crossing: Instant) -> None:
    """Take down every act of `route`."""
    for step in route:
        do(ledger, person, step, at=instant_of_step(step, crossing))


def do(ledger: Ledger, person: Person, step: Step, *, at: Instant, known: Instant | None = None) -> None:
    """Take down one act of `person`."""
    source: Source = person.source
    what = step.what
    match step.kind:
        case "visit":
            ledger.act(person.handle(ledger, "visitor"), person.id, "visit", occurred=at, path=what, source=source)
        case "download":
            ledger.act(person.handle(ledger, "visitor"), person.id, "download", occurred=at, item=what, path="/guias",
                       source=source)  # fmt: skip
        case "form":
            path = {"calculadora": CALCULATOR, "hablar-con-ventas": SALES}.get(what, "/contacto")
            ledger.act(person.handle(ledger, "visitor"), person.id, "form", occurred=at, form=what, path=path,
                       source=source)  # fmt: skip
        case "attended" | "registered":
            ledger.act(person.handle(ledger, "email"), person.id, "event", occurred=at, item=what, status=step.kind,
                       event_kind="webinar", source=source)  # fmt: skip
        case "stand":
            ledger.act(person.handle(ledger, "import"), person.id, "event", occurred=at, known=known, item=FAIR,
                       status="present", event_kind="fair", source=source)  # fmt: skip
        case "reply":
            ledger.act(person.handle(ledger, "email"), person.id, "reply", occurred=at, item=what, source=source)
        case "call":
            ledger.act(person.handle(ledger, "phone"), person.id, "call", occurred=at, direction=what,
                       result="talked", source=source)  # fmt: skip


def browse(ledger: Ledger, rng: Random, person: Person, *, before: Instant) -> None:
    """Take down some visits to pages that no rule counts, in the days before."""
    for _ in range(int(rng.random() * 4)):
        page = QUIET_PAGES[int(rng.random() * len(QUIET_PAGES))]
        at = before - whole(rng.random() ** 3 * 9 * DAY) - whole((1 + rng.random() * MINUTES_OF_A_VISIT) * MINUTE)
        do(ledger, person, Step(0, "visit", page), at=at)
