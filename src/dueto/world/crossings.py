"""Those who cross: how each came to be ready, and who gets them."""

from __future__ import annotations

from dueto.world.content import FAIR_SOURCE, INBOUND, LIVE_SOURCE, PHONE_IN, Source
from dueto.world.events import attend_live, live_webinar, names_imported, visit_stand
from dueto.world.fates import Fate, executive_of
from dueto.world.handoffs import Passage
from dueto.world.market import BUYERS, COUNTRIES, DIRECTORS, sites_of
from dueto.world.months import DAY, Instant, moment_in
from dueto.world.people import mail_of, write_facts
from dueto.world.routes import (
    AFTER_FAIR,
    AFTER_LIVE,
    BROAD,
    NARROW,
    WITHOUT_SITES,
    Route,
    browse,
    first_given,
    instant_of_step,
    walk,
)
from dueto.world.scene import Scene, one_of

BY_PHONE = BROAD[1]
OPENS_WITHIN = 8 * DAY
"""Sales opens its opportunities in the month in which the lead crossed, so that each month shows its own."""
FIRST_CROSSING = 7 * DAY
"""Nobody crosses in the first days of the history: what made them cross would lie before it."""


def cross(scene: Scene, fate: Fate) -> Passage:
    """Take down somebody's way to the crossing, and return the passage that sales will work on."""
    ledger, rng = scene.ledger, scene.rng
    sites = 1 if fate.too_small else sites_of(rng)
    employer = scene.company(country=fate.country, sector=fate.sector, sites=sites)
    scene.served.append(employer)
    route = _route(scene, fate)
    crossed = _crossing_time(scene, fate)
    person = scene.person(employer, source=_source(scene, fate, route), role=one_of(rng, BUYERS))
    if fate.way != "fair" and rng.random() < 0.2:
        person.profile["role"] = one_of(rng, DIRECTORS)
    elif rng.random() < 0.12:
        person.profile["email"] = mail_of(rng, person.profile["full_name"], None)
    if fate.way == "fair" or route is WITHOUT_SITES:
        del person.profile["sites"]
    if fate.way == "fair":
        visit_stand(scene, person)
    elif fate.way == "webinar":
        attend_live(scene, person)
    else:
        given = instant_of_step(first_given(route), crossed)
        browse(ledger, rng, person, before=given)
        write_facts(ledger, person, handle="phone" if route is BY_PHONE else "email", at=given)
    walk(ledger, person, route, crossing=crossed)
    last_week = crossed > ledger.launch - 7 * DAY
    executive = executive_of(fate.country, month=scene.month.number, last_week=last_week)
    return Passage(person, crossed, executive, scene.month, fate)


def _route(scene: Scene, fate: Fate) -> Route:
    match fate.way:
        case "fair":
            return AFTER_FAIR
        case "webinar":
            return AFTER_LIVE
        case "narrow":
            return WITHOUT_SITES if scene.rng.random() < 0.3 and not fate.accepted else one_of(scene.rng, NARROW)
    return one_of(scene.rng, BROAD)


def _source(scene: Scene, fate: Fate, route: Route) -> Source:
    match fate.way:
        case "fair":
            return FAIR_SOURCE
        case "webinar":
            return LIVE_SOURCE
    return PHONE_IN if route is BY_PHONE else one_of(scene.rng, INBOUND)


def _crossing_time(scene: Scene, fate: Fate) -> Instant:
    month = scene.month
    starts, ends = month.starts, month.ends
    if fate.way == "fair":
        starts = min(names_imported(month) + 2 * DAY, ends - DAY)
    if fate.way == "webinar":
        starts, ends = live_webinar(month) + DAY, live_webinar(month) + 11 * DAY
    elif fate.opportunity:
        ends = max(ends - OPENS_WITHIN, starts + DAY)
    if fate.at_once:
        ends = min(ends, starts + FIRST_CROSSING)
    if month.number == 0:
        starts += FIRST_CROSSING
        ends = max(ends, starts + 3 * DAY)
    return moment_in(scene.rng, starts=starts, ends=ends, zone=COUNTRIES[fate.country].zone)
