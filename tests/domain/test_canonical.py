"""One text and one hash for one agreement, however it was written."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.agreement.canonical import canonical, canonical_json, fingerprint
from tests.domain.random_cases import documents, plain_trees
from tests.domain.soak import times

lawful = settings(max_examples=times(150), deadline=None, derandomize=True)


@lawful
@given(plain_trees())
def test_it_equals_an_independent_canonical_json(tree: Any) -> None:
    assert canonical_json(tree).encode() == rfc8785.dumps(canonical(tree))


@lawful
@given(plain_trees())
def test_it_is_canonical_at_once(tree: Any) -> None:
    assert canonical(canonical(tree)) == canonical(tree)


@lawful
@given(plain_trees(), st.sampled_from(("NFC", "NFD")))
def test_it_is_the_same_in_every_form_of_text_and_order_of_keys(tree: Any, form: Any) -> None:
    assert fingerprint(_rewritten(canonical(tree), form)) == fingerprint(tree)


def test_a_number_has_one_text() -> None:
    ways = [Decimal("2.50"), Decimal("2.5"), "2.5", Decimal("25E-1"), Decimal("002.500")]

    assert len({fingerprint({"n": way}) for way in ways}) == 1
    assert canonical(Decimal("-0.0")) == 0
    assert canonical(Decimal("1E+3")) == 1000
    assert canonical(Decimal("1E-9")) == "0.000000001"


def test_a_tuple_is_a_list() -> None:
    assert canonical(("a", None, True)) == ["a", None, True]


@lawful
@given(documents())
def test_an_agreement_is_read_again_from_its_canonical_form(document: dict[str, Any]) -> None:
    first = read_agreement(document)
    again = read_agreement(first.tree)

    assert again.hash == first.hash
    assert again.definitions == first.definitions


def _rewritten(tree: Any, form: Any) -> Any:
    match tree:
        case str():
            return unicodedata.normalize(form, tree)
        case dict():
            return {_rewritten(key, form): _rewritten(tree[key], form) for key in reversed(tree)}
        case list():
            return [_rewritten(one, form) for one in tree]
        case _:
            return tree
