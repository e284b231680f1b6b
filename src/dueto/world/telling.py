"""One block of one month: those who cross, those who do not, and the visitors nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from dueto.world.content import DIRECT_MAIL, FAIR_SOURCE, INBOUND, OUTBOUND, PHONE_IN, WEBINAR_SOURCE, Source
from dueto.world.crowd import visit_unknown
from dueto.world.fates import Fate, executive_of, fates_of
from dueto.world.handoffs import Passage, amounts, hand_over, negotiate
from dueto.world.ledger import Ledger
from dueto.world.market import (
    BUYERS,
    BYSTANDERS,
    COUNTRIES,
    DIRECTORS,
    NOT_SERVED,
    OTHER_COUNTRIES,
    OWNERS,
    SERVED,
    SERVED_COUNTRIES,
    SMALL,
    STUDENTS,
    Company,
    company,
    sites_of,
)
from dueto.world.months import DAY, HOUR, SECOND, Instant, Month, moment_in, whole
from dueto.world.names import full_name
from dueto.world.people import Person, complete, life_goes_on, mail_of, mobile, write_facts, write_person
from dueto.world.plan import Quota
from dueto.world.routes import (
    BROAD,
    EAGER,
    FAIR_ROUTE,
    HUNT,
    NARROW,
    QUIET,
    STUDY,
    WEBINAR_ROUTE,
    WITHOUT_SITES,
    Route,
    Step,
    browse,
    do,
    first_given,
    instant_of_step,
    walk,
)

T = TypeVar("T")

FAIR_DAY = 9
IMPORT_AFTER = 2 * DAY + 5 * HOUR
OPENS_WITHIN = 8 * DAY
"""Sales opens its opportunities in the month in which the lead crossed, so that each month shows its own."""
KINDS = (("quiet", 38), ("missing", 16), ("student", 14), ("unserved", 12), ("small", 9), ("nameless", 8), ("twin", 2),
         ("hunter", 1))  # fmt: skip
"""What those who do not cross are like, of a hundred."""
SCANNED = 0.015
"""The part of people whose mail gateway opens every link before they do."""


@dataclass(slots=True)
class Telling:
    """One block under way."""

    ledger: Ledger
    rng: Random
    month: Month
    months: tuple[Month, ...]
    quota: Quota
    served: list[Company]
    unserved: list[Company]


def tell(ledger: Ledger, rng: Random, *, month: Month, months: tuple[Month, ...], quota: Quota) -> None:
    """Take down one block of `month` that shows the figures of `quota`."""
    telling = Telling(ledger, rng, month, months, quota, [], [])
    fates = fates_of(quota, rng)
    passages = [_crossing(telling, fate) for fate in fates]
    _open_companies(telling, quota.companies - len(passages))
    prices = amounts(rng, [passage for passage in passages if passage.fate.opportunity])
    for passage in passages:
        hand_over(ledger, rng, passage)
        if passage.fate.opportunity:
            negotiate(ledger, rng, passage, months=months, usd=prices[passage.person.id])
        life_goes_on(ledger, rng, passage.person, at=passage.crossed)
        write_person(ledger, rng, passage.person)
    _others(telling, quota.people - len(passages), fair_names=quota.fair_names - quota.fair_crossings)
    visit_unknown(ledger, rng, month=month, visits=quota.visits)


def _crossing(telling: Telling, fate: Fate) -> Passage:
    ledger, rng, month = telling.ledger, telling.rng, telling.month
    sites = 1 if fate.too_small else sites_of(rng)
    employer = _company(telling, country=fate.country, sector=_of(rng, SERVED), sites=sites)
    telling.served.append(employer)
    route = _route(rng, fate)
    crossed = _crossing_time(telling, fate)
    executive = executive_of(fate.country, month=month.number, last_week=crossed > ledger.launch - 7 * DAY)
    person = _person(telling, employer, source=_source_of(rng, fate, route), role=_of(rng, BUYERS))
    if fate.way != "fair" and rng.random() < 0.2:
        person.profile["role"] = _of(rng, DIRECTORS)
    elif rng.random() < 0.12:
        person.profile["email"] = mail_of(rng, person.profile["full_name"], None)
    if fate.way == "fair" or route is WITHOUT_SITES:
        del person.profile["sites"]
    if fate.way == "fair":
        _at_the_fair(telling, person)
    else:
        given = instant_of_step(first_given(route), crossed)
        browse(ledger, rng, person, before=given)
        write_facts(ledger, person, handle="phone" if route is BROAD[1] else "email", at=given)
    walk(ledger, person, route, crossing=crossed)
    return Passage(person, crossed, executive, month, fate)


def _route(rng: Random, fate: Fate) -> Route:
    match fate.way:
        case "fair":
            return FAIR_ROUTE
        case "webinar":
            return WEBINAR_ROUTE
        case "narrow":
            return WITHOUT_SITES if rng.random() < 0.3 and not fate.accepted else _of(rng, NARROW)
    return _of(rng, BROAD)


def _source_of(rng: Random, fate: Fate, route: Route) -> Source:
    if fate.way in ("fair", "webinar"):
        return FAIR_SOURCE if fate.way == "fair" else WEBINAR_SOURCE
    return PHONE_IN if route is BROAD[1] else _of(rng, INBOUND)


def _crossing_time(telling: Telling, fate: Fate) -> Instant:
    month, zone = telling.month, COUNTRIES[fate.country].zone
    starts, ends = month.starts, month.ends
    if fate.way == "fair":
        starts = min(_fair_opens(month) + 2 * IMPORT_AFTER, ends - DAY)
    if fate.opportunity:
        ends = max(ends - OPENS_WITHIN, starts + DAY)
    if fate.at_once:
        ends = min(ends, starts + 8 * DAY)
    if month.number == 0:
        starts += 7 * DAY
        ends = max(ends, starts + 3 * DAY)
    return moment_in(telling.rng, starts=starts, ends=ends, zone=zone)


def _fair_opens(month: Month) -> Instant:
    return month.starts + FAIR_DAY * DAY + 10 * HOUR


def _at_the_fair(telling: Telling, person: Person) -> None:
    rng = telling.rng
    at = _fair_opens(telling.month) + whole(rng.random() * 8 * HOUR)
    known = _fair_opens(telling.month) + IMPORT_AFTER
    write_facts(telling.ledger, person, handle="import", at=known)
    do(telling.ledger, person, Step(0, "stand", ""), at=at, known=known)


def _others(telling: Telling, count: int, *, fair_names: int) -> None:
    before: Person | None = None
    for place in range(count):
        kind = "fair" if place < fair_names else _kind(telling.rng)
        if kind == "twin" and before is None:
            kind = "quiet"
        outbound = place >= count - telling.quota.outbound
        before = _other(telling, kind, before=before, outbound=outbound)


def _other(telling: Telling, kind: str, *, before: Person | None, outbound: bool) -> Person:
    ledger, rng, month = telling.ledger, telling.rng, telling.month
    employer = _employer(telling, kind, before)
    person = _person(telling, employer, source=_of(rng, OUTBOUND if outbound else INBOUND), role=_role(rng, kind))
    at = moment_in(rng, starts=month.starts, ends=month.ends, zone=COUNTRIES[person.profile["country"]].zone)
    _unlike(rng, kind, person, before)
    if kind == "fair":
        person.source = FAIR_SOURCE
        _at_the_fair(telling, person)
    elif outbound and kind in ("quiet", "unserved", "twin", "nameless"):
        write_facts(ledger, person, handle="import", at=at)
        _mail(telling, person, at=at + DAY)
    else:
        route = _of(rng, {"missing": EAGER, "unserved": EAGER, "student": STUDY, "hunter": HUNT}.get(kind, QUIET))
        given = instant_of_step(first_given(route), at)
        browse(ledger, rng, person, before=given)
        write_facts(ledger, person, handle="email", at=given)
        walk(ledger, person, route, crossing=at)
        if rng.random() < 0.4:
            _mail(telling, person, at=at + 9 * DAY)
    life_goes_on(ledger, rng, person, at=at)
    write_person(ledger, rng, person)
    return person


def _unlike(rng: Random, kind: str, person: Person, before: Person | None) -> None:
    """Make somebody who looks like a lead miss what makes one."""
    profile = person.profile
    if kind == "missing":
        profile.pop("role" if rng.random() < 0.5 else "sector", None)
    elif kind == "nameless":
        for name in ("company", "role", "sector", "sites"):
            profile.pop(name, None)
    elif kind in ("student", "fair"):
        profile.pop("sites", None)
    elif kind == "twin" and before is not None:
        profile["full_name"] = _shortened(before.profile["full_name"])
        profile["email"] = mail_of(rng, before.profile["full_name"], None)
        profile["country"] = before.profile["country"]
        if phone := before.profile.get("phone"):
            profile["phone"] = phone


def _shortened(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 2 else name


def _mail(telling: Telling, person: Person, *, at: Instant) -> None:
    """Take down the clicks in one mail of a programme: some by people, some by a gateway that opens every link."""
    ledger, rng = telling.ledger, telling.rng
    paths = ("/guias", "/camara", "/clientes")
    if rng.random() < SCANNED * 4:
        for place, path in enumerate(paths):
            ledger.act(person.handle(ledger, "email"), person.id, "mail_click", occurred=at + place * SECOND, path=path,
                       item="programa auditoria", source=DIRECT_MAIL, class_="automatic",
                       reason="todos los enlaces en 4 segundos")  # fmt: skip
    if rng.random() < 0.5:
        ledger.act(person.handle(ledger, "email"), person.id, "mail_click", occurred=at + whole(rng.random() * DAY),
                   path=_of(rng, paths), item="programa auditoria", source=DIRECT_MAIL)  # fmt: skip


def _person(telling: Telling, employer: Company | None, *, source: Source, role: str) -> Person:
    ledger, rng = telling.ledger, telling.rng
    ledger.people += 1
    name = full_name(rng)
    country = employer.country if employer else _of(rng, SERVED_COUNTRIES)
    profile = {"full_name": name, "email": mail_of(rng, name, employer), "role": role, "country": country}
    if rng.random() < 0.7:
        profile["phone"] = mobile(rng, country)
    if employer:
        profile |= {"company": employer.name, "sector": employer.sector, "sites": str(employer.sites)}
        complete(rng, profile, employer)
    profile["consent"] = "sí"
    return Person(f"p-{ledger.people:06d}", profile, source, employer)


def _employer(telling: Telling, kind: str, before: Person | None) -> Company | None:
    rng = telling.rng
    if kind in ("student", "nameless", "hunter"):
        return None
    if kind == "twin" and before is not None:
        return before.company
    if kind == "small":
        return _of(rng, [one for one in telling.unserved if one.sector in SMALL and one.sites == 1] or telling.unserved)
    return _of(rng, telling.unserved if kind == "unserved" else telling.served)


def _role(rng: Random, kind: str) -> str:
    if kind == "student":
        return _of(rng, STUDENTS)
    if kind == "small":
        return _of(rng, OWNERS)
    if kind in ("unserved", "hunter", "nameless"):
        return _of(rng, BYSTANDERS)
    return _of(rng, DIRECTORS if rng.random() < 0.3 else BUYERS)


def _open_companies(telling: Telling, count: int) -> None:
    rng = telling.rng
    for place in range(max(10, count)):
        if place % 10 < 6:
            telling.served.append(
                _company(telling, country=_of(rng, SERVED_COUNTRIES), sector=_of(rng, SERVED), sites=sites_of(rng))
            )
        else:
            sector = _of(rng, NOT_SERVED if place % 10 < 9 else SMALL)
            country = _of(rng, OTHER_COUNTRIES) if place % 10 == 8 else _of(rng, SERVED_COUNTRIES)
            sites = 1 if sector in SMALL and rng.random() < 0.8 else 2 + int(rng.random() * 4)
            telling.unserved.append(_company(telling, country=country, sector=sector, sites=sites))


def _company(telling: Telling, *, country: str, sector: str, sites: int) -> Company:
    telling.ledger.companies += 1
    return company(telling.rng, number=telling.ledger.companies, country=country, sector=sector, sites=sites)


def _kind(rng: Random) -> str:
    luck = rng.random() * 100
    for kind, weight in KINDS:
        luck -= weight
        if luck < 0:
            return kind
    return KINDS[0][0]


def _of(rng: Random, choices: Sequence[T]) -> T:
    return choices[int(rng.random() * len(choices))]
