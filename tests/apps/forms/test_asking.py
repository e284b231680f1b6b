"""Which questions a form asks this time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dueto.apps.forms.asking import still_needed, suggested, to_ask, worths
from dueto.apps.forms.design import HANDLES, Design, Question, asked_fields, design_from, design_of
from dueto.domain.agreement.agreement import read_agreement
from dueto.work.demo.documents import documents
from tests.domain.nevadal import nevadal

FIELDS = ("full_name", "email", "phone", "company", "role", "country", "sector", "sites", "timing", "heard_from")
DESIGN = Design(questions=tuple(Question(name) for name in FIELDS), counts_as="x", most=3)
NAMES = st.lists(st.sampled_from(FIELDS), unique=True)


def test_without_an_address_it_is_asked_before_anything_else() -> None:
    assert {"email", "phone"} <= set(to_ask(DESIGN, nevadal()))
    assert len(to_ask(DESIGN, nevadal())) == 3


def test_what_would_decide_most_is_asked_first() -> None:
    known = ("full_name", "email", "phone", "company")

    assert to_ask(DESIGN, nevadal(), known=known) == ("role", "sector", "sites")
    assert to_ask(DESIGN, nevadal(), known=known, first=("country",)) == ("role", "country", "sites")


def test_what_only_the_form_requires_comes_before_what_the_definition_would_like() -> None:
    questions = tuple(Question(name, name == "heard_from") for name in FIELDS)

    asked = to_ask(replace(DESIGN, questions=questions, most=1), nevadal(), known=("email", "sites", "sector"))

    assert asked == ("heard_from",)


@given(fields=NAMES, known=NAMES, first=NAMES, most=st.integers(0, 12))
def test_nothing_known_is_asked_never_too_much_and_always_a_handle(
    fields: list[str], known: list[str], first: list[str], most: int
) -> None:
    design = replace(DESIGN, questions=tuple(Question(name) for name in fields), most=most)
    asked = to_ask(design, nevadal(), known=known, first=first)
    handles = [name for name in fields if name in HANDLES]

    assert not set(asked) & set(known)
    assert list(asked) == [name for name in fields if name in asked], "in the order of the form"
    assert not most or len(asked) <= max(most, len(handles))
    if not set(HANDLES) & set(known):
        assert set(handles) <= set(asked)
    if not most:
        assert set(asked) == set(fields) - set(known)


def test_the_builder_says_what_the_definition_still_needs() -> None:
    design = Design(questions=(Question("phone"), Question("full_name"), Question("sites")))

    assert still_needed(design, nevadal()) == ("company", "role", "country", "sector")
    assert suggested(design, nevadal())[:3] == ("company", "email", "role")
    assert worths(nevadal().definitions)["sites"] > worths(nevadal().definitions)["heard_from"]


def test_a_form_asks_what_those_definitions_require_that_name_it() -> None:
    document = documents()[4]
    lorries = {
        "name": "cliente actual",
        "required": ["email", "tax_id", "phone|mobile"],
        "fit": [{"when": {"city": {"one_of": ["Ica", "Lima"]}}, "points": 20}],
        "fast_track": [{"activity": "form", "where": {"form": {"is": "cotizar-ruta"}}}],
        "qualified": {"fit": 20},
    }
    agreement = read_agreement({**document, "definitions": [*document["definitions"], lorries]})

    own = design_of(agreement, "cotizar-ruta")
    assert own.fields == ("email", "tax_id", "phone", "mobile")
    assert [one.is_required for one in own.questions] == [True, True, False, False]
    assert asked_fields(own, agreement)[2].either == ("phone", "mobile")
    assert still_needed(replace(own, questions=own.questions[:1]), agreement) == ("tax_id", "phone")
    assert suggested(replace(own, questions=()), agreement)[:2] == ("email", "tax_id")
    assert to_ask(replace(own, most=1), agreement, known=("email", "phone")) == ("tax_id",)
    assert design_of(agreement, "hablar-con-ventas").fields == design_of(agreement, "any other").fields, "the first"


@given(st.permutations(FIELDS), st.integers(-12, 12))
def test_moving_keeps_every_question_and_a_design_survives_being_written(fields: list[str], by: int) -> None:
    design = replace(DESIGN, questions=tuple(Question(name, answers=("a",)) for name in fields))
    moved = design.moved(fields[0], by)

    assert sorted(moved.fields) == sorted(fields)
    assert design_from(moved.to_tree()) == moved
