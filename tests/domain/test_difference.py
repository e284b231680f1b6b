"""Two versions told apart in words: everything that differs, nothing that does not."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dueto.adapters.yaml_document import read_yaml
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.agreement.canonical import canonical_json
from dueto.domain.agreement.difference import difference
from tests.domain.nevadal import EXAMPLE, nevadal, nevadal_tree
from tests.domain.random_cases import documents
from tests.domain.random_documents import random_definition
from tests.domain.soak import times

lawful = settings(max_examples=times(150), deadline=None, derandomize=True)
PRICES = {"path": {"is": "/precios"}}
RULE = {"when": {"role": {"is": "x"}}, "points": 5}


def told(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return the differences of two documents as English sentences."""
    return [str(change.says()) for change in difference(read_agreement(old), read_agreement(new))]


def with_definition(**parts: Any) -> dict[str, Any]:
    """Return a small document whose definition has these parts."""
    return {"agreement": "a", "definitions": [{"name": "d", "qualified": {"fit": 1}, **parts}]}


def test_it_tells_the_draft_of_nevadal_from_what_is_in_force() -> None:
    old = read_agreement(read_yaml(EXAMPLE.with_name("agreement-v3.yaml").read_text(encoding="utf-8")).tree)

    assert [str(change.says()) for change in difference(old, nevadal())] == [
        "version: 3 → 4",
        "in force from: removed 2025-02-01",
        "definitions › negocio nuevo › required data: added sites",
        "definitions › negocio nuevo › desired data: removed sites",
        "definitions › negocio nuevo › behaviour › guía › points: 20 → 8",
        "definitions › negocio nuevo › behaviour › guía › cap: added 16",
        "definitions › negocio nuevo › behaviour › stand › points: 20 → 10",
        "definitions › negocio nuevo › behaviour › stand › cap: added 10",
        "definitions › negocio nuevo › thresholds › behaviour: 25 → 30",
        "definitions › negocio nuevo › observing: added days: 30",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (with_definition(), with_definition(fit=[RULE]), "fit: added «job title is x» (points 5)"),
        (with_definition(fit=[RULE]), with_definition(fit=[]), "fit: removed «job title is x» (points 5)"),
        (with_definition(fit=[RULE]), with_definition(fit=[RULE, RULE]), "fit: added «job title is x» (points 5)"),
        (with_definition(fit=[RULE]), with_definition(fit=[{**RULE, "points": 6}]), "job title is x › points: 5 → 6"),
        (with_definition(fit=[{**RULE, "name": "n"}]),
         with_definition(fit=[{**RULE, "name": "n", "when": {"role": {"is": "y"}}}]),
         "n › condition: job title is x → job title is y"),
        (with_definition(behaviour=[{"name": "v", "activity": "visit", "points": 1}]),
         with_definition(behaviour=[{"name": "v", "activity": "visit", "points": 1, "where": {"path": {"is": "/"}}}]),
         "v › condition: added page is /"),
        (with_definition(behaviour=[{"name": "v", "activity": "visit", "points": 1, "where": {"path": {"is": "/"}}}]),
         with_definition(behaviour=[{"name": "v", "activity": "visit", "points": 1}]),
         "v › condition: removed page is /"),
        (with_definition(fast_track=[{"activity": "form"}]), with_definition(fast_track=[{"activity": "call"}]),
         "fast track: added call"),
        (with_definition(fast_track=[{"activity": "call", "valid": "3d"}]),
         with_definition(fast_track=[{"activity": "call", "valid": "4d"}]), "fast track › call › valid for: 3d → 4d"),
        (with_definition(disqualify=[{"when": {"role": {"is": "x"}}, "because": "b"}]),
         with_definition(disqualify=[{"when": {"role": {"is": "x"}}, "because": "c"}]),
         "job title is x › because: b → c"),
        (with_definition(),
         with_definition(behaviour=[{"name": "v", "activity": "visit", "points": 1, "where": PRICES}]),
         "behaviour: added «v» (activity visit, points 1, condition page is /precios)"),
        (with_definition(), with_definition(fit=[{**RULE, "name": "n"}]),
         "fit: added «n» (condition job title is x, points 5)"),
        ({**with_definition(fit=[{"when": {"size": {"is": "x"}}, "points": 1, "name": "n"}]),
          "fields": [{"name": "size"}]},
         {**with_definition(fit=[{"when": {"size": {"at_least": 5}}, "points": 1, "name": "n"}]),
          "fields": [{"name": "size", "kind": "number"}]}, "n › condition: size is x → size is at least 5"),
        ({**with_definition(), "reasons": {"return": [{"reason": "r", "then": "out", "counts": True}]}},
         {**with_definition(), "reasons": {"return": [{"reason": "r", "then": "out", "counts": False}]}},
         "reasons › return › r › counts: yes → no"),
        ({**with_definition(), "calendar": {"time_zone": "UTC"}},
         {**with_definition(), "calendar": {"time_zone": "UTC", "hours": {"mon": ["09:00-18:00"]}}},
         "calendar › hours: added mon: 09:00-18:00"),
        ({**with_definition(), "commitments": {"marketing": [{"complete": "100%"}]}},
         {**with_definition(), "commitments": {"marketing": [{"complete": "90%"}]}},
         "commitments › marketing › complete › complete: 100% → 90%"),
    ],
)  # fmt: skip
def test_it_says_what_changed(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    assert any(said in one for one in told(old, new)), told(old, new)


@lawful
@given(documents())
def test_one_agreement_does_not_differ_from_itself(document: dict[str, Any]) -> None:
    assert told(document, deepcopy(document)) == []


@lawful
@given(documents(), st.integers(0, 2**32))
def test_no_change_is_overlooked(document: dict[str, Any], seed: int) -> None:
    rng = Random(seed)
    other = deepcopy(document)
    mine, theirs = other["definitions"][0], random_definition(rng)
    for part in ("required", "disqualify", "fit", "behaviour"):
        if part in theirs and rng.random() < 0.5:
            mine[part] = rng.sample(mine.get(part, []), len(mine.get(part, [])))[:2] + rng.sample(theirs[part], 1)
    if len({rule["name"] for rule in mine.get("behaviour", ())}) < len(mine.get("behaviour", ())):
        mine["behaviour"] = document["definitions"][0].get("behaviour", [])

    same = canonical_json(_unordered(document)) == canonical_json(_unordered(other))

    assert (told(document, other) == []) == same
    assert (told(other, document) == []) == same


def test_every_part_can_be_taken_away_and_is_told() -> None:
    for part in ("sponsor", "calendar", "glossary", "personas", "process", "commitments", "reasons"):
        less = nevadal_tree()
        del less[part]

        assert len(told(nevadal_tree(), less)) == len(told(less, nevadal_tree())) > 0


def _unordered(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: tree[key] if key in ("when", "where") else _unordered(tree[key]) for key in tree}
    if isinstance(tree, list):
        return sorted((_unordered(one) for one in tree), key=canonical_json)
    return tree
