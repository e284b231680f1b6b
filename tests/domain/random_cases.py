"""Random agreements with the histories of a few people: the ground on which all implementations must be equal.

`random_case(Random(seed))` draws thousands a minute; `cases()` is the same as a Hypothesis strategy, which can shrink
what fails. Times, ids and values come from small sets, so that they tie, collide and fall on the very edges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.qualification.history import Activity, Class, Fact
from tests.domain.random_documents import (
    ATTRIBUTE_WORDS,
    ATTRIBUTES,
    DATE_FIELDS,
    KINDS,
    LIST_FIELDS,
    NUMBER_FIELDS,
    PERSONAL_FIELDS,
    PROFILE_FIELDS,
    SPECIAL_DAYS,
    Plain,
    around,
    days_named,
    maybe,
    random_condition,
    random_document,
)
from tests.domain.soak import SOAK

TODAY = date(2026, 3, 1)
MICROSECOND = timedelta(microseconds=1)

FOLDED_WORDS = (
    "a",
    "b",
    "ab",
    "a b",
    "b a",
    "nandu",
    "c",
    "5",
    "12",
    "2026-03-01",
    "%",
    "_",
    "a_b",
    "axb",
    "o'hara",
    ".*",
)
FOLDED_NUMBERS = (
    "0", "1", "2", "5", "5.0", "5.5", "10", "-1", "19", "20", "0.1", "0.30", "007", "-0", "999999999999999",
    "123456789012345.123456789",
    "nan", "inf", "1e5", "١٢", " 5", "12.", ".5", "+5", "1,5", "1_000", "--5", "0x1f", "1000000000000000",
    "5.1234567891",
)  # fmt: skip
FOLDED_DAYS = (
    "2026-03-01", "2025-12-31", "2026-03-29", "2011-12-30", "0001-01-01", "9999-12-31", "2024-02-29",
    "2026-03-01t10:00:00", "2026-03-01 10:00", "2026-03-01x",
    "0000-01-01", "2026-02-30", "2025-02-29", "2026-3-1", "2026-03", "20260301", "٢٠٢٦-٠٣-٠١", " 2026-03-01",
)  # fmt: skip
FOLDED_LISTS = ("a", "a;b", "b;c", "c", ";", "a;;b", "ab;c", "nandu;a", "b;a;c")
MAIL_MARKS = ("company", "free", "disposable", "company;shared", "free;shared", "shared", "freeish")
FOLDED_ATTRIBUTES: Mapping[str, Sequence[str]] = {
    **ATTRIBUTE_WORDS,
    "path": ("/", "/precios", "/precios", "/precios/", "/precios/2026", "/casos", "/casos/a", "/trabaja", "/preyios"),
    "item": ("guia", "webinar", "a"),
}
CLASSES = (*(Class.HUMAN,) * 8, Class.AUTOMATIC, Class.SUSPECT)


@dataclass(frozen=True, slots=True)
class OwnedFact:
    """A fact and the identity that it belongs to."""

    identity: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class OwnedActivity:
    """An activity and the identity that it belongs to."""

    identity: int
    activity: Activity


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that the base has of one person."""

    facts: tuple[Fact, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One agreement, the history of a few people, and the instant of the judgement.

    `identities` gives the person of each identity; merged people share one.
    """

    agreement: Agreement
    document: Plain
    facts: tuple[OwnedFact, ...]
    activities: tuple[OwnedActivity, ...]
    identities: Mapping[int, int]
    as_of: datetime

    @property
    def definition(self) -> Definition:
        """The one definition of the agreement."""
        return self.agreement.definitions[0]

    def people(self) -> dict[int, Person]:
        """Return every person with what all their identities did and told; some may have nothing at all."""
        return {
            person: Person(
                tuple(own.fact for own in self.facts if self.identities[own.identity] == person),
                tuple(own.activity for own in self.activities if self.identities[own.identity] == person),
            )
            for person in sorted(set(self.identities.values()))
        }


def random_cases(seed: int, count: int) -> Iterator[Case]:
    """Yield `count` cases, each of its own seed, so that a single one can be drawn again."""
    for place in range(count):
        yield random_case(Random(f"{seed}/{place}"))


def random_case(rng: Random) -> Case:
    """Return a random agreement with a random history."""
    document = random_document(rng)
    agreement = read_agreement(document)
    as_of = random_as_of(rng, agreement.zone)
    instants = random_instants(rng, agreement.zone, as_of, days_named(document["definitions"][0]))
    today = as_of.astimezone(agreement.zone).date()
    identities = random_identities(rng)
    owners = sorted(identities)
    fact_ids = rng.sample(range(1, 1000), rng.randint(0, 7 * len(owners)))
    activity_ids = rng.sample(range(1, 1000), rng.randint(0, 8 * len(owners)))
    fields = agreement.definitions[0].fields() or PROFILE_FIELDS
    kinds = [
        rule.activity for rule in agreement.definitions[0].behaviour + agreement.definitions[0].fast_track
    ] or KINDS
    facts = [
        random_fact(rng, number, fields if maybe(rng, 0.8) else PROFILE_FIELDS, instants, as_of, today)
        for number in fact_ids
    ]
    activities = [
        random_activity(rng, number, kinds if maybe(rng, 0.8) else KINDS, instants, as_of) for number in activity_ids
    ]
    return Case(
        agreement,
        document,
        tuple(OwnedFact(rng.choice(owners), fact) for fact in facts),
        tuple(OwnedActivity(rng.choice(owners), activity) for activity in activities),
        identities,
        as_of,
    )


def random_identities(rng: Random) -> dict[int, int]:
    """Return the person of each of a few identities; some people have several, as after a merge."""
    identities = range(1, rng.randint(1, 6) + 1)
    return {identity: rng.choice((identity, rng.randint(1, identity))) for identity in identities}


def random_as_of(rng: Random, zone: ZoneInfo) -> datetime:
    """Return an instant of judgement near a day on which the zone changes its clocks, often exactly at midnight."""
    day = rng.choice(SPECIAL_DAYS.get(zone.key, SPECIAL_DAYS["UTC"])) + timedelta(rng.choice((-1, 0, 1, 2, 30)))
    midnight = datetime.combine(day, time(), zone).astimezone(UTC)
    past = rng.choice((timedelta(0), timedelta(0), -MICROSECOND, MICROSECOND, timedelta(seconds=rng.randrange(86400))))
    return midnight + past


def random_instants(rng: Random, zone: ZoneInfo, as_of: datetime, edges: set[int]) -> list[datetime]:
    """Return the few instants at which things happen: some at midnights, some on the edge of what `edges` end."""
    today = as_of.astimezone(zone).date()
    instants = [as_of]
    ages = [0, 0, 1, 1, 2, 3, 13, 14, 30, 365, 4000, 20000, *(edge + near for edge in edges for near in (-1, 0, 1))]
    for _ in range(rng.randint(2, 9)):
        midnight = datetime.combine(around(today, rng.choice(ages)), time(), zone).astimezone(UTC)
        instants.append(midnight + rng.choice((timedelta(0), -MICROSECOND, timedelta(seconds=rng.randrange(90000)))))
    return instants


def random_known_at(rng: Random, occurred_at: datetime, instants: Sequence[datetime], as_of: datetime) -> datetime:
    """Return when something became known: mostly at once, sometimes much later, or at the very instant."""
    if maybe(rng, 0.6):
        return occurred_at
    late = rng.choice((MICROSECOND, timedelta(hours=1), timedelta(1), timedelta(40)))
    return rng.choice((occurred_at + late, as_of, as_of + MICROSECOND, rng.choice(instants)))


def random_fact(
    rng: Random, number: int, fields: Sequence[str], instants: Sequence[datetime], as_of: datetime, today: date
) -> Fact:
    """Return a fact about one of `fields`; a few withdraw what was known."""
    field = rng.choice(fields)
    occurred_at = rng.choice(instants)
    value = rng.choice((None, "")) if maybe(rng, 0.12) else random_value(rng, field, today)
    return Fact(number, field, value, occurred_at, random_known_at(rng, occurred_at, instants, as_of))


def random_value(rng: Random, field: str, today: date) -> str:
    """Return a folded value for a profile field: mostly of its kind, sometimes rubbish."""
    if field == "email":
        return rng.choice(MAIL_MARKS)
    if field in PERSONAL_FIELDS:
        return "known"
    if field in LIST_FIELDS:
        return rng.choice(FOLDED_LISTS)
    if field in NUMBER_FIELDS:
        return rng.choice(FOLDED_NUMBERS)
    if field in DATE_FIELDS:
        return rng.choice(FOLDED_DAYS) if maybe(rng, 0.6) else near_day(rng, today)
    if field == "plan" and maybe(rng, 0.5):
        return rng.choice((*FOLDED_NUMBERS, *FOLDED_DAYS))
    return rng.choice(FOLDED_WORDS)


def near_day(rng: Random, today: date) -> str:
    """Return a day on the edge of what a condition may call near."""
    days = rng.choice((0, 1, 7, 30, 365, 36500)) + rng.choice((-1, 0, 0, 1))
    return (today + timedelta(days * rng.choice((-1, 1)))).isoformat()


def random_profile(rng: Random, today: date = TODAY) -> dict[str, str]:
    """Return a random profile, folded."""
    return {field: random_value(rng, field, today) for field in PROFILE_FIELDS if maybe(rng, 0.5)}


def random_activity(
    rng: Random, number: int, kinds: Sequence[str], instants: Sequence[datetime], as_of: datetime
) -> Activity:
    """Return an activity of one of `kinds`; one in five was not a human's, a few happen only after `as_of`."""
    kind = rng.choice(kinds)
    occurred_at = rng.choice(instants)
    if maybe(rng, 0.05):
        occurred_at = as_of + rng.choice((MICROSECOND, timedelta(1)))
    attributes = {name: rng.choice(FOLDED_ATTRIBUTES[name]) for name in ATTRIBUTES[kind] if maybe(rng, 0.85)}
    if maybe(rng, 0.3):
        attributes["item"] = rng.choice(FOLDED_ATTRIBUTES["item"])
    if maybe(rng, 0.3):
        name = rng.choice(("channel", "campaign", "utm_source", "referrer"))
        attributes[name] = rng.choice(FOLDED_ATTRIBUTES[name])
    known_at = random_known_at(rng, occurred_at, instants, as_of)
    return Activity(number, kind, occurred_at, known_at, rng.choice(CLASSES), attributes)


def cases() -> st.SearchStrategy[Case]:
    """Return the strategy of random cases."""
    return _drawn_by(random_case)


def _drawn_by(draw: Callable[[Random], Any]) -> st.SearchStrategy[Any]:
    """Return the strategy of what `draw` draws: fast by its seed; in a soak, such that what fails can shrink."""
    if SOAK > 1:
        return st.randoms(use_true_random=False).map(draw)
    return st.integers(0, 2**32).map(lambda seed: draw(Random(seed)))


def documents() -> st.SearchStrategy[Plain]:
    """Return the strategy of random agreement documents."""
    return _drawn_by(random_document)


def conditions() -> st.SearchStrategy[Plain]:
    """Return the strategy of random conditions on the profile, as they are written."""
    return _drawn_by(random_condition)


def profiles() -> st.SearchStrategy[dict[str, str]]:
    """Return the strategy of random profiles."""
    return _drawn_by(random_profile)


def plain_trees() -> st.SearchStrategy[Any]:
    """Return the strategy of any plain trees that an agreement's document could hold."""
    leaves = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12)
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner))
