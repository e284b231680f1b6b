"""YAML read strictly: what stands there, line by line, or a refusal with its line and its cure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.adapters.yaml_document import MAX_BYTES, RefusedDocument, read_yaml, write_yaml
from tests.domain.nevadal import nevadal_tree
from tests.domain.random_cases import documents
from tests.domain.soak import SOAK, times

lawful = settings(max_examples=times(80), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
EXACT = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=6)
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), max_size=20)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | EXACT | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=12,
)


def refusal(text: str) -> list[tuple[int | None, str, str]]:
    """Return line, value and sentence of everything for which `text` is refused."""
    with pytest.raises(RefusedDocument) as refused:
        read_yaml(text)
    assert str(refused.value)
    return [(problem.line, problem.value, str(problem.says)) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("# only a comment", None),
        ("---\n", None),
        ("NO", "NO"),
        ("[NO, no, yes, on, off, y]", ["NO", "no", "yes", "on", "off", "y"]),
        ("[true, True, FALSE, null, ~]", [True, True, False, None, None]),
        ('["true", "5", "", "null"]', ["true", "5", "", "null"]),
        ("! 5", "5"),
        ("[5, -5, +5, 007]", [5, -5, 5, 7]),
        ("[2.50, -.5, 1e3, 1.]", [Decimal("2.50"), Decimal("-0.5"), Decimal("1E+3"), Decimal("1.")]),
        ("[0x10, 0o17, 1_000, 12:30, 2026-01-01]", ["0x10", "0o17", "1_000", "12:30", "2026-01-01"]),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: >\n  one\n  two\n", {"a": "one two\n"}),
        ("? a\n? b", {"a": None, "b": None}),
        ("1: x", {"1": "x"}),
        ("<<: {a: 1}", {"<<": {"a": 1}}),
        ("%YAML 1.1\n---\na: NO", {"a": "NO"}),
        ("\ufeffa: 1", {"a": 1}),
        ("é: Ñ", {"é": "Ñ"}),
    ],
)
def test_it_reads(text: str, tree: Any) -> None:
    assert read_yaml(text).tree == tree


def test_a_long_number_stays_exact() -> None:
    assert read_yaml("9" * 40).tree == Decimal("9" * 40)
    assert read_yaml("0.12345678901234567890123456789012345").tree == Decimal("0.12345678901234567890123456789012345")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: &x 2", 2, "anchors are not allowed"),
        ("a: 1\nb: *x", 2, "aliases are not allowed"),
        ("a: !!python/object:os.system x", 1, "tags are not allowed"),
        ("a: !!str 5", 1, "tags are not allowed"),
        ("a: 1\n\na: 2", 3, "the key a is written twice; it already stands on line 1"),
        ("a:\nb: 1\na: 2", 3, "it already stands on line 1"),
        ("? [a]\n: 1", 1, "a key must be a word"),
        ("? {a: 1}\n: 1", 1, "a key must be a word"),
        ("a: 1\n--- \nb: 1", 2, "only one document is expected"),
        ("a: .nan", 1, ".nan is not a number that can be used"),
        ("a: -.INF", 1, "-.INF is not a number that can be used"),
        ("a: 1\nb: [1,\nc: 2", 3, "this is not valid YAML"),
        ("a:\tb", 1, "this is not valid YAML"),
        ("a: 'x", 1, "this is not valid YAML"),
        ("\0", 1, "this is not valid YAML"),
        ("%YAML 9.9\n---\na", 1, "this is not valid YAML"),
        ('a: 1\nb: "\\ud800"', 2, "half of one"),
        ('a: 1\n"\\ud800": 2', 2, "half of one"),
        ("a: \ud800", 1, "this is not valid YAML"),
        ("[" * 1000, 1, "nested deeper than 32 levels"),
        ("- " * 1000, 1, "nested deeper than 32 levels"),
        ("".join(f"{' ' * n}a:\n" for n in range(1000)), 32, "nested deeper than 32 levels"),
        ("{" * 1000, 1, "a key must be a word"),
        ("x" * (MAX_BYTES + 1), 1, "larger than 1 MB"),
    ],
)
def test_it_refuses_with_the_line_and_the_cure(text: str, line: int, said: str) -> None:
    ((told_line, value, told),) = refusal(text)

    assert told_line == line
    assert said in told
    (value + told).encode()
    assert len(value) < 100


def test_it_tells_several_problems_at_once() -> None:
    assert [line for line, _, _ in refusal("a: 1\na: .nan\nb: 1\nb: 2\nc: [")] == [2, 2, 4, 5]


def test_every_value_has_the_line_of_its_key() -> None:
    lines = read_yaml("a:\n\nb:   # nothing\n  \nc:\n  - 1\n  -\n  - d: >\n      x\nf: {g: 1,\n  h: }\n").lines

    assert lines == {
        (): 1, ("a",): 1, ("b",): 3, ("c",): 5, ("c", 0): 6, ("c", 1): 7, ("c", 2): 8, ("c", 2, "d"): 8,
        ("f",): 10, ("f", "g"): 10, ("f", "h"): 11,
    }  # fmt: skip


@lawful
@given(TREES)
def test_what_it_writes_it_reads_again(tree: Any) -> None:
    assert read_yaml(write_yaml(tree)).tree == tree


@lawful
@given(documents())
def test_an_agreement_that_it_writes_it_reads_again(document: dict[str, Any]) -> None:
    assert read_yaml(write_yaml(document)).tree == document


def test_it_writes_as_people_write() -> None:
    text = write_yaml(nevadal_tree())

    assert read_yaml(text).tree == nevadal_tree()
    assert "      - {when: {country: {one_of: [PE, MX, CO, CL, ES]}}, points: 10}\n" in text
    assert text.splitlines()[0] == "agreement: Nevadal"
    assert max(map(len, text.splitlines())) <= 160


@lawful
@given(st.text(st.sampled_from("ab:-[]{},&*!|>'\"%@`#?~ \n\t\\x0é\0\ud800"), max_size=30))
def test_no_text_raises_anything_but_a_refusal(text: str) -> None:
    try:
        read_yaml(text)
    except RefusedDocument as refused:
        told = refused.problems
    else:
        return
    assert told
    assert all(problem.line and problem.line >= 1 for problem in told)


def test_a_long_document_is_read_whole() -> None:
    share = MAX_BYTES if SOAK > 1 else MAX_BYTES // 5
    rule = "  - {when: {role: {one_of: [jefa, jefe, gerente]}}, points: 5}\n"
    text = "fit:\n" + rule * (share // len(rule) - 1)

    document = read_yaml(text)

    assert len(document.lines) > share // 10
