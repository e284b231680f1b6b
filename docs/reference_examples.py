"""The examples of the reference: taken from Nevadal's agreements, and from one of our own where Nevadal needs none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dueto.adapters.yaml_document import read_yaml
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.basics.reading import WRONG, Reading
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.conditions.fields import STANDARD_FIELDS, Kind
from dueto.domain.conditions.operators import Operator, Takes
from dueto.domain.conditions.reading import ConditionShape, written

NEVADAL = Path(__file__).parent.parent / "examples" / "nevadal"
INVENTED = """
agreement: Molinos del Alba
fields:
  - {name: mills, label: {es: molinos, en: mills}, kind: number, found_by: website}
calendar: {time_zone: America/Bogota, hours: {sat: [09:00-13:00], sun: [10:00-12:00]}}
definitions:
  - name: repuestos
    required: [company]
    fit:
      - {name: molino grande, when: {mills: {at_least: 3}}, points: 20}
    qualified: {total: 20}
    observe: {days: 14, verdicts: 200}
process:
  - {stage: qualified, name: Calificada, owner: marketing, metric: calificadas por semana}
commitments:
  marketing: [{prepare: 4h, met_at_least: 90%}]
"""
AGREEMENTS = ("agreement.yaml", "agreement-v3.yaml")
ASKED = {Kind.TEXT: "city", Kind.NUMBER: "employees", Kind.DATE: "renewal", Kind.LIST: "interests", Kind.MAIL: "email"}
TYPED: dict[Takes, Any] = {
    Takes.TEXT: "Lima", Takes.TEXTS: ["Lima", "Callao"], Takes.NUMBER: 50, Takes.RANGE: [50, 200],
    Takes.DATE: "2026-11-23", Takes.DAYS: "30d", Takes.YES_NO: True,
}  # fmt: skip
LISTED: dict[Takes, Any] = {Takes.TEXT: "auditoría", Takes.TEXTS: ["auditoría", "merma"]}
ASKED_OF_TEXT = {Takes.NUMBER: "budget", Takes.RANGE: "budget", Takes.DATE: "timing", Takes.DAYS: "timing"}
STARTS = {"starts_with": "San", "ends_with": "del Sur", "contains": "norte"}


def example_of(place: tuple[str, ...], *, having: str = "") -> Any:
    """Return the value that stands at `place` in Nevadal's agreement, else in ours; KeyError if it stands nowhere.

    `having` names a key that must stand beside it.
    """
    for _, tree in _trees():
        for value in _values_at(tree, place, having):
            return value
    raise KeyError(place)


def is_invented(place: tuple[str, ...], *, having: str = "") -> bool:
    """Return whether Nevadal has nothing at `place`."""
    return not any(True for name, tree in _trees() if name in AGREEMENTS for _ in _values_at(tree, place, having))


def shortened(value: Any) -> Any:
    """Return a value whose lists of rules are cut after the third."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [shortened(inner) for inner in value[:3]]
    return value


def condition_example(operator: Operator, kind: Kind) -> dict[str, Any]:
    """Return a condition with `operator` on a field of `kind`: Nevadal's, or one that reading would accept."""
    for condition in _conditions_of_nevadal():
        for atom in atoms_of(condition):
            if atom.operator == operator.name and STANDARD_FIELDS[atom.field].kind is kind:
                return written(atom)
    typed = (
        STARTS.get(operator.name) if kind is Kind.TEXT else LISTED.get(operator.takes) if kind is Kind.LIST else None
    )
    field = ASKED_OF_TEXT.get(operator.takes, ASKED[kind]) if kind is Kind.TEXT else ASKED[kind]
    example = {field: {operator.name: typed or TYPED[operator.takes]}}
    if ConditionShape(STANDARD_FIELDS).read(example, (), Reading()) is WRONG:
        raise ValueError(f"{example} would be refused")
    return example


def flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = True, True, 10**6
    yaml.sort_base_mapping_type_on_output = False
    out = StringIO()
    yaml.dump(value, out)
    return re.sub(r"'(\d{4}-\d{2}-\d{2})'", r"\1", out.getvalue().removesuffix("...\n").strip())


@lru_cache
def _trees() -> tuple[tuple[str, Any], ...]:
    texts = {name: (NEVADAL / name).read_text(encoding="utf-8") for name in AGREEMENTS}
    trees = tuple((name, read_yaml(text).tree) for name, text in {**texts, "invented": INVENTED}.items())
    for _, tree in trees:
        read_agreement(tree)
    return trees


@lru_cache
def _conditions_of_nevadal() -> tuple[Any, ...]:
    agreement = read_agreement(_trees()[0][1])
    return tuple(rule.when for one in agreement.definitions for rule in (*one.fit, *one.disqualify))


def _values_at(tree: Any, place: tuple[str, ...], having: str) -> Iterator[Any]:
    if not place:
        yield tree
    elif place[0] == "[]":
        for item in tree if isinstance(tree, list) else ():
            yield from _values_at(item, place[1:], having)
    elif isinstance(tree, dict) and place[0] in tree and (len(place) > 1 or not having or having in tree):
        yield from _values_at(tree[place[0]], place[1:], having)
