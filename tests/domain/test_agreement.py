"""Agreements read: right ones whole, wrong ones refused with everything that is wrong, its place and its cure."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from dueto.adapters.yaml_document import RefusedDocument, read_yaml, write_yaml
from dueto.domain.agreement.agreement import Agreement, RefusedAgreement, read_agreement
from dueto.domain.basics.problem import Problem
from dueto.domain.basics.term import Term
from dueto.domain.conditions.activities import ACTIVITY_KINDS, OncePer
from tests.domain.nevadal import EXAMPLE, nevadal, nevadal_tree
from tests.domain.soak import times

SMALLEST: dict[str, Any] = {"agreement": "Nevadal", "definitions": [{"name": "d", "qualified": {"fit": 1}}]}


def with_(path: str, value: Any, tree: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return Nevadal's document with another value at `path` (`definitions.0.fit.2.points`); `...` removes it."""
    tree = nevadal_tree() if tree is None else deepcopy(tree)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner: Any = tree
    for step in way:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return tree


def problems_of(tree: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a document that must be refused."""
    with pytest.raises(RefusedAgreement) as refused:
        read_agreement(tree)
    return refused.value.problems


def test_nevadal_is_read_whole() -> None:
    agreement = nevadal()

    assert (agreement.name, agreement.version, agreement.zone.key) == ("Nevadal", 4, "America/Lima")
    assert agreement.definition() is agreement.definition("negocio nuevo")
    assert len(agreement.definition().fit) == 7
    assert agreement.definition().required[2] == ("email", "phone")
    assert agreement.definition().behaviour[3].once_per is OncePer.ITEM
    assert agreement.definition().fields()[:3] == ("full_name", "company", "email")
    assert len(agreement.hash) == 64
    with pytest.raises(KeyError):
        agreement.definition("otra")


def test_it_survives_the_way_to_yaml_and_back() -> None:
    agreement = nevadal()
    again = read_yaml(write_yaml(agreement.tree))  # type: ignore[arg-type]

    assert again.tree == agreement.tree
    assert read_agreement(again.tree).hash == agreement.hash


def test_the_smallest_agreement_is_enough() -> None:
    agreement = read_agreement(SMALLEST)

    assert (agreement.version, agreement.zone.key) == (None, "UTC")


def test_what_a_kind_of_activity_counts_by_is_known() -> None:
    rules = [{"name": kind, "activity": kind, "points": 1} for kind in ACTIVITY_KINDS]
    agreement = read_agreement(with_("definitions.0.behaviour", rules, SMALLEST))
    counts = {rule.activity: rule.once_per.value for rule in agreement.definitions[0].behaviour}

    assert counts == {
        "visit": "day", "mail_click": "day", "download": "item", "form": "item", "event": "item",
        "reply": "each", "call": "each", "message": "each", "meeting": "each",
    }  # fmt: skip


def test_a_company_has_fields_of_its_own() -> None:
    own = [{"name": "minutes", "kind": "number", "label": {"es": "minutos"}, "found_by": "call"}, {"name": "plan_b"}]
    fields = read_agreement({**SMALLEST, "fields": own}).fields

    assert fields["minutes"].label == Term(es="minutos", en="minutos")
    assert fields["plan_b"].label == Term(es="plan b", en="plan b")
    assert str(Term("uno", "one")) == "one"
    assert Term("uno", "one").said_in("es") == "uno"
    assert Term("uno", "one").said_in("en") == "one"


@pytest.mark.parametrize(
    ("path", "value", "where", "said"),
    [
        ("agreement", ..., "agreement", "agreement is missing: the name of the company"),
        ("agreement", "", "agreement", "expected a text of 1 to 2000 characters"),
        ("agreement", 5, "agreement", "expected a text; put 5 in quotes"),
        ("agreement", Decimal("2.5"), "agreement", "put 2.5 in quotes"),
        ("agreement", True, "agreement", "expected a text of"),
        ("agreement", "x" * 2001, "agreement", "expected a text of"),
        ("agreement", "a\ud800", "agreement", "half of one"),
        ("agreement", Decimal("9" * 5000), "agreement", "put 999"),
        ("definitionz", [], "definitionz", "did you mean definitions?"),
        ("\ud800", [], "\ud800", "is not known here"),
        ("version", 0, "version", "expected a whole number from 1 to 100000"),
        ("version", True, "version", "expected a whole number"),
        ("effective_from", "0000-01-01", "effective_from", "expected a date like 2026-11-23"),
        ("effective_from", "2026-02-30", "effective_from", "expected a date"),
        ("calendar.time_zone", "Lima", "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.time_zone", "America", "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.time_zone", "../../../etc/passwd", "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.time_zone", "", "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.time_zone", None, "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.time_zone", "x" * 5000, "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.time_zone", "a\0b", "calendar.time_zone", "expected the name of a time zone"),
        ("calendar.hours.mon", ["9-18"], "calendar.hours.mon[0]", "expected hours like 09:00-18:00"),
        ("calendar.hours.mon", ["18:00-09:00"], "calendar.hours.mon[0]", "a shift closes after it opens"),
        ("calendar.hours.mon", [], "calendar.hours.mon", "expected 1 to 6 of them; here are 0"),
        ("calendar.hours.lun", ["09:00-18:00"], "calendar.hours.lun", "is not known here"),
        ("calendar.holidays", [False], "calendar.holidays[0]", "expected a country as two capital letters"),
        ("fields", [{"name": "Sedes"}], "fields[0].name", "expected a name in small letters"),
        ("fields", [{"name": "email"}], "fields[0].name", "every company has the field email already"),
        ("fields", [{"name": "any"}], "fields[0].name", "any joins conditions"),
        ("fields", [{"name": "a"}, {"name": "a"}], "fields[1].name", "a is already the name of another one"),
        ("fields", "x", "fields", "expected a list"),
        ("fields", [None], "fields[0]", "expected a mapping with the keys name, label"),
        ("personas.0.when", {}, "personas[0].when", "expected a condition"),
        ("definitions", [], "definitions", "expected 1 to 50 of them; here are 0"),
        ("definitions", {}, "definitions", "expected a list"),
        ("definitions", [SMALLEST["definitions"][0]] * 2, "definitions[1].name", "d is already the name"),
        ("definitions.0.required.0", "fullname", "definitions[0].required[0]", "did you mean full_name?"),
        ("definitions.0.required.0", "email|fone", "definitions[0].required[0]", "did you mean phone?"),
        ("definitions.0.required.0", "email||phone", "definitions[0].required[0]", "is not known here"),
        ("definitions.0.required.0", " ", "definitions[0].required[0]", "expected the name of a field"),
        ("definitions.0.required.0", None, "definitions[0].required[0]", "expected the name of a field"),
        ("definitions.0.fit.0.points", 0, "definitions[0].fit[0].points", "a rule of 0 points does nothing"),
        ("definitions.0.fit.0.points", 1001, "definitions[0].fit[0].points", "expected a whole number from -1000"),
        ("definitions.0.fit.0.points", Decimal("2.5"), "definitions[0].fit[0].points", "expected a whole number"),
        ("definitions.0.fit.0.points", 10**40, "definitions[0].fit[0].points", "expected a whole number"),
        ("definitions.0.fit.0.points", "10", "definitions[0].fit[0].points", "expected a whole number"),
        ("definitions.0.fit.0.poinst", 5, "definitions[0].fit[0].poinst", "did you mean points?"),
        ("definitions.0.fit.0", None, "definitions[0].fit[0]", "expected a mapping"),
        ("definitions.0.fit", [{"when": {"role": {"is": "x"}}, "points": 1}] * 201, "definitions[0].fit",
         "expected 0 to 200 of them; here are 201"),
        ("definitions.0.behaviour.0.half_life", "1d", "definitions[0].behaviour[0].half_life", "from 2d to 3650d"),
        ("definitions.0.behaviour.0.half_life", "-14d", "definitions[0].behaviour[0].half_life", "from 2d to 3650d"),
        ("definitions.0.behaviour.0.half_life", "14h", "definitions[0].behaviour[0].half_life", "from 2d to 3650d"),
        ("definitions.0.behaviour.0.half_life", 14, "definitions[0].behaviour[0].half_life", "from 2d to 3650d"),
        ("definitions.0.behaviour.0.cap", 0, "definitions[0].behaviour[0].cap", "expected a whole number from 1"),
        ("definitions.0.behaviour.0.lasts", "9d", "definitions[0].behaviour[0].lasts", "positive points fade"),
        ("definitions.0.behaviour.8.lasts", ..., "definitions[0].behaviour[8].lasts", "negative points need lasts"),
        ("definitions.0.behaviour.8.half_life", "9d", "definitions[0].behaviour[8].half_life", "do not fade"),
        ("definitions.0.behaviour.0.points", 0, "definitions[0].behaviour[0].points", "does nothing"),
        ("definitions.0.behaviour.0.activity", "visitt", "definitions[0].behaviour[0].activity", "did you mean visit?"),
        ("definitions.0.behaviour.0.activity", None, "definitions[0].behaviour[0].activity", "is not known here"),
        ("definitions.0.behaviour.0.activity", ..., "definitions[0].behaviour[0].activity", "activity is missing"),
        ("definitions.0.behaviour.0.were", {}, "definitions[0].behaviour[0].were", "did you mean where?"),
        ("definitions.0.behaviour.0.where", {"form": {"is": "x"}}, "definitions[0].behaviour[0].where.form",
         "is not known here"),
        ("definitions.0.behaviour.0.where", None, "definitions[0].behaviour[0].where", "expected a condition"),
        ("definitions.0.behaviour.0.once_per", "week", "definitions[0].behaviour[0].once_per", "day, each, item"),
        ("definitions.0.behaviour.1.name", "precios", "definitions[0].behaviour[1].name", "is already the name"),
        ("definitions.0.behaviour.0", [], "definitions[0].behaviour[0]", "expected a mapping with the keys name"),
        ("definitions.0.qualified", {}, "definitions[0].qualified", "name at least one threshold"),
        ("definitions.0.qualified", None, "definitions[0].qualified", "expected a mapping with the keys fit"),
        ("definitions.0.qualified", {"behaviour": 3}, "definitions[0].qualified", "must name a fit threshold"),
        ("definitions.0.fast_track.0.valid", "0d", "definitions[0].fast_track[0].valid", "from 1d to 3650d"),
        ("definitions.0.observe.days", 366, "definitions[0].observe.days", "expected a whole number"),
        ("process.0.stage", "inquery", "process[0].stage", "did you mean inquiry?"),
        ("process.3.clock.attempts.n", None, "process[3].clock.attempts.n", "expected a whole number"),
        ("commitments.marketing.0", {"x": 1}, "commitments.marketing[0]", "expected a mapping that begins with one of"),
        ("commitments.marketing.0", None, "commitments.marketing[0]", "expected a mapping that begins with one of"),
        ("commitments.marketing.1.complete", "101%", "commitments.marketing[1].complete", "expected a percentage"),
        ("commitments.marketing.1.complete", 1, "commitments.marketing[1].complete", "expected a percentage"),
        ("reasons.return.0.earliest", ..., "reasons.return[0].earliest", "a return to nurture needs earliest"),
        ("reasons.return.0.counts", "yes", "reasons.return[0].counts", "expected true or false"),
    ],
)  # fmt: skip
def test_it_tells_where_what_and_the_cure(path: str, value: Any, where: str, said: str) -> None:
    (problem,) = problems_of(with_(path, value))

    assert problem.where() == where
    assert said in str(problem.says)
    assert len(str(problem.says)) < 1000
    assert len(problem.value) <= 60


@pytest.mark.parametrize("tree", [None, [], "", 5, True, [SMALLEST], {}])
def test_a_document_that_is_no_agreement_at_all_is_refused(tree: Any) -> None:
    assert problems_of(tree)


def test_all_that_is_wrong_is_told_at_once_in_order_of_line() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for right, wrong in (
        ("time_zone: America/Lima", "time_zone: Lima"),
        ("behaviour: 30}", "behavior: 30}"),
        ("half_life: 21d", "half_life: 1d"),
        ("{sites: {at_least: 20}}, points: 25", "{sites: {at_leas: 20}}, points: 25"),
        ("qualified: 90", "qualified: lots"),
    ):
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    document = read_yaml(text)

    with pytest.raises(RefusedAgreement) as refused:
        read_agreement(document.tree, lines=document.lines)

    lines = text.splitlines()
    told = [(problem.where(), lines[(problem.line or 0) - 1]) for problem in refused.value.problems]
    assert [where for where, _ in told] == [
        "calendar.time_zone",
        "definitions[0].fit[3].when.sites.at_leas",
        "definitions[0].behaviour[1].half_life",
        "definitions[0].qualified.behavior",
        "commitments.marketing[0].qualified",
    ]
    for wrong, (_, line) in zip(("Lima", "at_leas", "1d", "behavior", "lots"), told, strict=True):
        assert wrong in line
    assert "did you mean at_least?" in str(refused.value)


def test_a_tree_without_end_is_refused() -> None:
    inner: dict[str, Any] = {"role": {"is": "x"}}
    for _ in range(1000):
        inner = {"not": inner}

    (problem,) = problems_of(with_("personas.0.when", inner))

    assert str(problem.says) == "the document is nested deeper than 32 levels"


def test_as_deep_as_a_document_may_be_is_read() -> None:
    inner: dict[str, Any] = {"role": {"is": "x"}}
    for _ in range(26):
        inner = {"not": inner}
    tree = with_("personas.0.when", inner)

    assert isinstance(read_agreement(tree), Agreement)
    assert isinstance(read_agreement(read_yaml(write_yaml(tree)).tree), Agreement)


def test_nulls_everywhere_are_told_and_never_raise_anything_else() -> None:
    for path in _paths(nevadal_tree()):
        assert problems_of(with_(path, None)), path


def test_a_country_called_no_stays_a_text() -> None:
    document = read_yaml(
        "agreement: a\ndefinitions:\n"
        "  - {name: d, qualified: {fit: 1}, fit: [{when: {country: {one_of: [NO]}}, points: 1}]}\n"
    )
    (rule,) = read_agreement(document.tree).definitions[0].fit

    assert rule.when.operand == ("NO",)  # type: ignore[union-attr]


RUBBISH = (
    None, True, 0, -1, 10**40, Decimal("NaN"), Decimal("1E+999"), Decimal("0.1"), "", " ", "x" * 3000, "NaN", "١٢",
    "1d", "any", "email", "\ud800", [], {}, [[]], {"not": {}}, {"any": [None]}, {"is": {}}, {"": ""}, "9999-12-31",
)  # fmt: skip


def test_no_mutation_of_a_document_raises_anything_but_a_refusal() -> None:
    rng = Random(2)
    base = nevadal_tree()
    paths = _paths(base)
    refused = 0
    for _ in range(times(400)):
        tree = deepcopy(base)
        for _ in range(rng.randint(1, 4)):
            path = rng.choice(paths)
            try:
                tree = with_(path, rng.choice((*RUBBISH, ..., rng.choice(base["definitions"]))), tree)
            except (KeyError, IndexError, TypeError):
                continue
        refused += _is_refused_or_whole(tree)
    assert refused > times(300)


def test_no_mutation_of_the_text_raises_anything_but_a_refusal() -> None:
    rng = Random(3)
    text = EXAMPLE.read_text(encoding="utf-8")
    for _ in range(times(60)):
        spoilt = text
        for _ in range(rng.randint(1, 3)):
            place = rng.randrange(len(spoilt))
            piece = rng.choice(
                ("", "{", "]", ":", "\n", "\t", "- ", "&a ", "*a", "!x ", "'", '"', "|", "%", "é", "\0", "é: ")
            )
            spoilt = spoilt[:place] + piece + spoilt[place + rng.randint(0, 3) :]
        with suppress(RefusedDocument):
            _is_refused_or_whole(read_yaml(spoilt).tree)


def test_a_megabyte_is_read_whole() -> None:
    tree = nevadal_tree()
    rule = {"when": {"role": {"one_of": [f"cargo número {n:05}" for n in range(200)]}}, "points": 5}
    tree["definitions"][0]["fit"] = [rule] * 190
    text = json.dumps(tree, ensure_ascii=False)
    assert 800_000 < len(text.encode()) < 1_000_000

    agreement = read_agreement(tree)

    assert len(agreement.definitions[0].fit) == 190


def _is_refused_or_whole(tree: Any) -> bool:
    try:
        return len(read_agreement(tree).hash) != 64
    except RefusedAgreement as refused:
        said = [(str(problem.says) + problem.value).encode() for problem in refused.problems]
    assert said
    return True


def _paths(tree: Any, path: str = "") -> list[str]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [
        found
        for key, value in inner
        for found in (f"{path}.{key}".lstrip("."), *_paths(value, f"{path}.{key}".lstrip(".")))
    ]
