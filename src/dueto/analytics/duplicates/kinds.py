"""Plans for tables of plain columns, made from what kind of thing each column holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum, auto

from dueto.analytics.duplicates.plan import Comparison, Level, Plan


class Kind(StrEnum):
    """What a column holds. CODE is a postcode or another short number, PLACE a town or a quarter."""

    GIVEN = auto()
    SURNAME = auto()
    NAME = auto()
    BIRTH = auto()
    MAIL = auto()
    PHONE = auto()
    STREET = auto()
    NUMBER = auto()
    PLACE = auto()
    CODE = auto()
    GROUP = auto()


STRONG = (Kind.BIRTH, Kind.MAIL, Kind.PHONE)
NEAR = (Kind.CODE, Kind.PLACE)


def plan_of(columns: Mapping[str, Kind], *, most: int = 60) -> Plan:
    """Return the plan for these columns: each is compared after its kind, a given name with the surname too."""
    by_kind: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for name, kind in columns.items():
        by_kind[kind].append(name)
    given, surname = _first(by_kind[Kind.GIVEN]), _first(by_kind[Kind.SURNAME])
    names = tuple(name for name in (given, surname) if name)
    blocks = [names] if names else []
    strong = [name for kind in STRONG for name in by_kind[kind]]
    near = [name for kind in NEAR for name in by_kind[kind]]
    blocks += [(name,) for name in (*strong, *by_kind[Kind.STREET], *by_kind[Kind.NAME])]
    blocks += [(f"split_part({name}, '@', 1)",) for name in by_kind[Kind.MAIL]]
    blocks += [(f"left({name}, 4)", f"left({birth}, 4)") for name in names for birth in by_kind[Kind.BIRTH]]
    blocks += [(place, name) for place in near for name in (*names, *by_kind[Kind.NUMBER], *by_kind[Kind.NAME])]
    sure = (
        [(*names, name) for name in strong] if names else [(name, place) for name in strong for place in near or [name]]
    )
    looked_in = tuple(dict.fromkeys(tuple(dict.fromkeys(block)) for block in blocks))
    return Plan(
        comparisons=tuple(_comparison(name, kind, given=given, surname=surname) for name, kind in columns.items()),
        blocks=looked_in,
        sure=tuple(dict.fromkeys(tuple(dict.fromkeys(rule)) for rule in sure)),
        most=most,
        learn=looked_in[:2],
    )  # fmt: skip


def _comparison(name: str, kind: Kind, *, given: str, surname: str) -> Comparison:
    unknown = f"{name}_l is null or {name}_r is null"
    same = f"{name}_l = {name}_r"
    match kind:
        case Kind.GIVEN | Kind.SURNAME:
            levels = (Level("same", same, 0.7), *_spelt(name), *_crossed(given, surname))
        case Kind.BIRTH | Kind.CODE | Kind.PHONE | Kind.NUMBER:
            levels = (Level("same", same, 0.8), Level("slip", f"{_slips(name)} <= 1", 0.1),
                      Level("slips", f"{_slips(name)} <= 2", 0.04))  # fmt: skip
        case Kind.MAIL:
            left, right = (f"split_part({name}_{side}, '@', 1)" for side in "lr")
            levels = (
                Level("same", same, 0.6), Level("same_user", f"{left} = {right}", 0.1),
                Level("near", f"jaro_winkler_similarity({left}, {right}) >= 0.9", 0.15),
            )  # fmt: skip
        case Kind.GROUP:
            levels = (Level("same", same, 0.95),)
        case _:
            levels = (Level("same", same, 0.7), *_spelt(name))
    first, *others = levels
    return Comparison(name, unknown, (replace(first, common=name), *others))


def _crossed(given: str, surname: str) -> tuple[Level, ...]:
    """Return the degree of likeness that given name and surname stand in each other's place."""
    if not given or not surname:
        return ()
    ways = ((f"{given}_l", f"{surname}_r"), (f"{surname}_l", f"{given}_r"))
    likest = ", ".join(f"coalesce(jaro_winkler_similarity({one}, {other}), 0)" for one, other in ways)
    return (Level("crossed", f"greatest({likest}) >= 0.88", 0.04),)


def _spelt(name: str) -> tuple[Level, ...]:
    near = f"jaro_winkler_similarity({name}_l, {name}_r)"
    return Level("near", f"{near} >= 0.9", 0.12), Level("alike", f"{near} >= 0.8", 0.06)


def _slips(name: str) -> str:
    return f"damerau_levenshtein({name}_l, {name}_r)"


def _first(names: list[str]) -> str:
    return names[0] if names else ""
