"""The judge as the tests call it: the real modules, or copies of them in which one line was spoilt on purpose."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, ModuleType
from typing import Any

from tests.domain.oracle import Opinion, missing_sets, opinion, trials
from tests.domain.random_cases import Case, Person, random_cases

MODULES = ("agreement.agreement", "qualification.history", "qualification.judge", "qualification.missing")


@dataclass(frozen=True)
class World:
    """The modules of one copy of the domain."""

    agreement: Any
    history: Any
    judge: Any
    missing: Any

    def verdicts(self, case: Case) -> dict[int, Any]:
        """Return the verdict on every person of the case."""
        definition = self.agreement.read_agreement(case.document).definitions[0]
        return {
            number: self.judge.judge(
                definition,
                profile=self.profile(person, case),
                activities=self.activities(person),
                as_of=case.as_of,
            )
            for number, person in case.people().items()
        }

    def profile(self, person: Person, case: Case) -> dict[str, str]:
        """Return the profile of one person as it was known then."""
        profile: dict[str, str] = self.history.profile_of(person.facts, as_of=case.as_of)
        return profile

    def activities(self, person: Person) -> list[Any]:
        """Return the activities of one person as this world's values."""
        return [
            self.history.Activity(
                act.id, act.kind, act.occurred_at, act.known_at, self.history.Class(act.class_.value), act.attributes
            )
            for act in person.activities
        ]


def real_world() -> World:
    """Return the domain as it is."""
    return World(*(importlib.import_module(f"dueto.domain.{name}") for name in MODULES))


@contextmanager
def spoilt_world(module: str, original: str, spoilt: str) -> Iterator[World]:
    """Give a copy of the whole domain in which `original`, which stands once in `module`, reads `spoilt`."""
    kept = {name: sys.modules.pop(name) for name in [*sys.modules] if name.startswith("dueto.domain")}
    finder = SpoiltFinder(f"dueto.domain.{module}", original, spoilt)
    sys.meta_path.insert(0, finder)
    try:
        yield real_world()
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith("dueto.domain")]:
            del sys.modules[name]
        sys.modules.update(kept)
        sys.modules["dueto"].domain = kept["dueto.domain"]  # type: ignore[attr-defined]


class SpoiltFinder(importlib.abc.MetaPathFinder):
    """Finds one module of which one line reads otherwise."""

    def __init__(self, name: str, original: str, spoilt: str) -> None:
        self.name, self.original, self.spoilt = name, original, spoilt

    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> Any:
        if fullname != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _SpoiltLoader(fullname, spec.origin, self.original, self.spoilt)
        return spec


class _SpoiltLoader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, path: str, original: str, spoilt: str) -> None:
        super().__init__(fullname, path)
        self.original, self.spoilt = original, spoilt

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path).decode()
        assert source.count(self.original) == 1, f"{self.original!r} stands {source.count(self.original)} times"
        return compile(source.replace(self.original, self.spoilt), self.path, "exec")


@lru_cache(maxsize=5000)
def drawn(place: int) -> tuple[Case, dict[int, Opinion]]:
    """Return the case number `place` of the fixed series, with the opinion of the oracle on each of its people."""
    (case,) = random_cases(seed=2026_000 + place, count=1)
    return case, opinions(case)


def opinions(case: Case) -> dict[int, Opinion]:
    """Return what the oracle says of everybody."""
    return {
        number: opinion(case.document, facts=person.facts, activities=person.activities, as_of=case.as_of)
        for number, person in case.people().items()
    }


def as_opinion(verdict: Any) -> Opinion:
    """Return a verdict in the words of the oracle."""
    definition = verdict.definition
    fast = verdict.fast
    return Opinion(
        fit=tuple(line.points for line in verdict.fit_lines),
        behaviour=tuple(line.points for line in verdict.behaviour_lines),
        counted=tuple(frozenset(one.activity.id for one in line.counted) for line in verdict.behaviour_lines),
        lacking=_places(verdict.lacking, definition.required),
        disqualified_by=_places(verdict.disqualified_by, definition.disqualify),
        fast=(definition.fast_track.index(fast.rule), fast.activity.id) if fast else None,
        qualified=verdict.qualified,
    )


def _places(some: tuple[Any, ...], of: tuple[Any, ...]) -> tuple[int, ...]:
    places: list[int] = []
    for one in some:
        places.append(of.index(one, places[-1] + 1 if places else 0))
    return tuple(places)


@lru_cache(maxsize=5000)
def drawn_missing(place: int, most_trials: int) -> dict[int, set[frozenset[str]]]:
    """Return by brute force what the people of case number `place` miss; those who are cheap enough to try."""
    world = real_world()
    case, _ = drawn(place)
    definition = case.document["definitions"][0]
    today = case.as_of.astimezone(case.agreement.zone).date()
    found: dict[int, set[frozenset[str]]] = {}
    for number, verdict in world.verdicts(case).items():
        person = case.people()[number]
        profile = world.profile(person, case)
        if not lacks_data(verdict) or trials(definition, profile=profile, today=today) > most_trials:
            continue
        activities = world.activities(person)

        def qualifies(known: dict[str, str], verdict: Any = verdict, activities: Any = activities) -> bool:
            judged = world.judge.judge(verdict.definition, profile=known, activities=activities, as_of=case.as_of)
            return bool(judged.qualified)

        found[number] = missing_sets(definition, profile=profile, today=today, qualifies=qualifies)
    return found


def said_missing(world: World, case: Case) -> dict[int, set[frozenset[str]]]:
    """Return what `world` says that the people of the case miss."""
    verdicts = world.verdicts(case)
    today = case.as_of.astimezone(case.agreement.zone).date()
    fields = world.agreement.read_agreement(case.document).fields
    return {
        number: {
            frozenset(names)
            for names in world.missing.missing(
                verdicts[number], profile=world.profile(person, case), fields=fields, today=today
            ).fields
        }
        for number, person in case.people().items()
    }


def lacks_data(verdict: Any) -> bool:
    """Return whether somebody is neither in nor out, and behaviour is not what lacks."""
    least = verdict.definition.qualified.behaviour
    is_active = verdict.is_fast or least is None or verdict.behaviour >= least
    return not verdict.qualified and not verdict.disqualified_by and is_active
