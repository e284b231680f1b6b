"""Conditions: their answers, their sentences, and the way to the document and back."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any as Anything

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dueto.domain.basics.reading import Reading
from dueto.domain.basics.term import Term
from dueto.domain.basics.text import fold, nearest
from dueto.domain.conditions.condition import ALWAYS, All, Any, Atom, Condition, Not, fields_of, holds
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field, Kind
from dueto.domain.conditions.operators import OPERATORS, PRESENT
from dueto.domain.conditions.reading import ConditionShape, written
from dueto.domain.conditions.sentence import sentence
from dueto.domain.conditions.truth import all_of, any_of, not_
from tests.domain.oracle import truth
from tests.domain.random_cases import conditions, profiles
from tests.domain.random_documents import OWN_FIELDS
from tests.domain.soak import times

TODAY = date(2026, 3, 1)
FIELDS = {
    **STANDARD_FIELDS,
    **{
        str(own["name"]): Field(str(own["name"]), Term("es", "en"), Kind(own.get("kind", "text"))) for own in OWN_FIELDS
    },
}
SHAPE = ConditionShape(FIELDS)
lawful = settings(max_examples=times(150), deadline=None, derandomize=True)


def read(plain: Anything) -> Condition:
    """Return the condition that `plain` writes."""
    reading = Reading()
    condition: Condition = SHAPE.read(plain, (), reading)
    assert not reading.problems, reading.problems
    return condition


def refusals(plain: Anything) -> list[tuple[str, str]]:
    """Return where and what is wrong with `plain`."""
    reading = Reading()
    SHAPE.read(plain, (), reading)
    return [(problem.where(), str(problem.says)) for problem in reading.problems]


@lawful
@given(conditions())
def test_it_is_read_again_from_what_it_writes(plain: dict[str, Anything]) -> None:
    condition = read(plain)

    assert read(written(condition)) == condition


@lawful
@given(conditions(), profiles())
def test_it_answers_as_the_oracle_does(plain: dict[str, Anything], profile: dict[str, str]) -> None:
    assert holds(read(plain), values=profile, today=TODAY) is truth(plain, profile, TODAY)


@lawful
@given(conditions())
def test_it_can_be_read_aloud(plain: dict[str, Anything]) -> None:
    said = str(sentence(read(plain), fields=FIELDS))

    assert said
    assert not {"{field}", "{value}", "{low}", "{first}", "{inner}"} & {*said.split()}


@pytest.mark.parametrize(
    "plain",
    [
        {"all": [{"role": {"is": "x"}}]},
        {"all": [{"role": {"is": "x"}}, {"city": {"is": "y"}}, {"role": {"is_not": "z"}}]},
        {"all": [{"role": {"is": "x"}}, {"role": {"is": "y"}}]},
        {"all": [{"any": [{"role": {"is": "x"}}]}, {"any": [{"role": {"is": "y"}}]}]},
        {"all": [{"all": [{"role": {"is": "x"}}]}], "city": {"is": "y"}},
        {"role": {"is": "x", "is_not": "y"}, "not": {"city": {"is": "z"}}, "any": [{"sites": {"between": [1, 2]}}]},
        {"renewal": {"before": "2026-11-23", "within_next": "30d"}, "interests": {"includes_any": ["a", "b"]}},
    ],
)
def test_it_keeps_its_order_on_the_way_to_the_document_and_back(plain: dict[str, Anything]) -> None:
    condition = read(plain)

    assert read(written(condition)) == condition


def test_a_mapping_of_many_fields_is_written_as_a_mapping() -> None:
    plain = {
        **{name: {"present": True} for name in FIELDS},
        "any": [{"role": {"is": "x"}}],
        "not": {"role": {"is": "x"}},
    }

    assert written(read(plain)) == plain


def test_nothing_asked_is_always_true() -> None:
    assert holds(ALWAYS, values={}, today=TODAY) is True
    assert str(sentence(ALWAYS, fields=FIELDS)) == "always"


def test_presence_is_never_unknown() -> None:
    assert holds(Atom("role", "present", True), values={}, today=TODAY) is False
    assert holds(Atom("role", "present", False), values={}, today=TODAY) is True
    assert PRESENT.test(True)("anything", TODAY) is True


def test_it_names_the_fields_that_it_asks() -> None:
    condition = All((Atom("role", "is", "x"), Not(Any((Atom("city", "is", "y"), Atom("role", "is", "z"))))))

    assert fields_of(condition) == {"role", "city"}


@pytest.mark.parametrize("truths", [(a, b) for a in (True, False, None) for b in (True, False, None)])
def test_truth_follows_kleene(truths: tuple[bool | None, bool | None]) -> None:
    rank = {False: 0, None: 1, True: 2}

    assert rank[all_of(truths)] == min(rank[one] for one in truths)
    assert rank[any_of(truths)] == max(rank[one] for one in truths)
    assert rank[not_(truths[0])] == 2 - rank[truths[0]]


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"country": {"one_of": ["PE", "MX"]}}, "country is one of PE, MX"),
        ({"sites": {"between": [2, 19]}}, "sites is from 2 to 19"),
        ({"email": {"free_provider": True}}, "e-mail is of a free provider"),
        ({"email": {"shared_mailbox": False}}, "e-mail is not a shared mailbox"),
        ({"phone": {"present": False}}, "phone is not known"),
        ({"not": {"role": {"is": "x"}}}, "not (job title is x)"),
        ({"any": [{"role": {"is": "x"}}, {"city": {"is": "y"}}]}, "(job title is x or city is y)"),
        ({"role": {"is": "x"}, "renewal": {"within_last": "30d"}},
         "job title is x and renewal date lies within the last 30 days"),
    ],
)  # fmt: skip
def test_it_reads_aloud(plain: dict[str, Anything], said: str) -> None:
    assert str(sentence(read(plain), fields=FIELDS)) == said


@pytest.mark.parametrize("operator", list(OPERATORS))
def test_every_operator_has_a_sentence(operator: str) -> None:
    operand: Anything = (1, 2) if operator == "between" else "x"

    assert "role" in str(
        sentence(Atom("role", operator, operand), fields={"role": Field("role", Term("role", "role"))})
    )


@pytest.mark.parametrize(
    ("plain", "where", "said"),
    [
        (None, "", "expected a condition like"),
        ({}, "", "expected a condition like"),
        ([], "", "expected a condition like"),
        ("x", "", "expected a condition like"),
        ({"rol": {"is": "x"}}, "rol", "did you mean role?"),
        ({"qqqqq": {"is": "x"}}, "qqqqq", "expected one of:"),
        ({"ani": []}, "ani", "did you mean any?"),
        ({"role": "x"}, "role", "expected an operator and its value"),
        ({"role": {}}, "role", "expected an operator and its value"),
        ({"role": {"containz": "x"}}, "role.containz", "did you mean contains?"),
        ({"sites": {"contains": "x"}}, "sites.contains", "contains cannot be asked of sites"),
        ({"email": {"is": "x@y.example"}}, "email.is", "email is personal"),
        ({"phone": {"starts_with": "+51"}}, "phone.starts_with", "phone is personal"),
        ({"role": {"is": ""}}, "role.is", "expected a text"),
        ({"role": {"is": 5}}, "role.is", "put 5 in quotes"),
        ({"role": {"one_of": []}}, "role.one_of", "expected 1 to 500 of them"),
        ({"role": {"one_of": "x"}}, "role.one_of", "expected a list"),
        ({"role": {"one_of": ["a", None]}}, "role.one_of[1]", "expected a text"),
        ({"sites": {"at_least": "many"}}, "sites.at_least", "expected a number"),
        ({"sites": {"at_least": True}}, "sites.at_least", "expected a number"),
        ({"sites": {"between": [2]}}, "sites.between", "expected 2 to 2 of them; here are 1"),
        ({"sites": {"between": [9, 2]}}, "sites.between", "the smaller number comes first"),
        ({"sites": {"between": ["x", 2]}}, "sites.between[0]", "expected a number"),
        ({"renewal": {"before": "2026-02-30"}}, "renewal.before", "expected a date like"),
        ({"renewal": {"before": "0000-01-01"}}, "renewal.before", "expected a date like"),
        ({"renewal": {"before": "٢٠٢٦-01-01"}}, "renewal.before", "expected a date like"),
        ({"renewal": {"before": None}}, "renewal.before", "expected a date like"),
        ({"renewal": {"within_last": "1m"}}, "renewal.within_last", "expected a span of time"),
        ({"renewal": {"within_last": "-1d"}}, "renewal.within_last", "expected a span of time"),
        ({"renewal": {"within_last": 30}}, "renewal.within_last", "expected a span of time"),
        ({"email": {"free_provider": "yes"}}, "email.free_provider", "expected true or false"),
        ({"any": []}, "any", "expected 1 to 50 of them"),
        ({"any": [{}] }, "any[0]", "expected a condition"),
        ({"all": {"role": {"is": "x"}}}, "all", "expected a list"),
        ({"not": []}, "not", "expected a condition"),
    ],
)  # fmt: skip
def test_it_tells_what_is_wrong(plain: Anything, where: str, said: str) -> None:
    ((place, text),) = refusals(plain)

    assert place == where
    assert said in text


def test_it_tells_everything_that_is_wrong() -> None:
    assert [where for where, _ in refusals({"rol": 1, "not": {"a": 1}, "any": [{"b": 1}, {"city": {"is": 1}}]})] == [
        "rol", "not.a", "any[0].b", "any[1].city.is",
    ]  # fmt: skip


@lawful
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@lawful
@given(st.text())
def test_folding_leaves_no_accent_no_case_and_no_stray_space(text: str) -> None:
    folded = fold(text)

    assert not any(unicodedata.combining(char) for char in unicodedata.normalize("NFKD", folded))
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()


def test_folding_compares_what_people_mean() -> None:
    assert fold("  Ñandú\t VELOZ ") == fold("nandu veloz") == "nandu veloz"
    assert fold("Straße") == fold("STRASSE")
    assert fold("ﬁn") == "fin"


def test_the_nearest_word_is_found_whatever_its_accents() -> None:
    assert nearest("CÓUNTRY", ["country", "city"]) == "country"
    assert nearest("xyz", ["country", "city"]) is None
    assert nearest("", ["country"]) is None
