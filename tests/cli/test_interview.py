"""`dueto agreement new`: whatever is answered, the agreement is valid, or nothing is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.adapters.voice import Voice
from dueto.adapters.yaml_document import read_yaml, write_yaml
from dueto.cli.interview import interview
from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.agreement.notices import notices
from tests.cli.conftest import Answer, Dueto

ENOUGH = "\n" * 40
"""Empty lines, which take what is usual: a question that is asked again comes to an end."""


def answered(answers: Sequence[str], dueto: Dueto, *options: object, more: str = ENOUGH) -> Answer:
    with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(("\n".join(answers) + more).encode(errors="surrogatepass")),
                                             encoding="utf-8", errors="surrogateescape")):  # fmt: skip
        return dueto("agreement", "new", *options)


def written(path: Path) -> Agreement:
    document = read_yaml(path.read_text(encoding="utf-8"))
    return read_agreement(document.tree, lines=document.lines)


def test_it_writes_what_both_teams_said(dueto: Dueto, in_folder: Path) -> None:
    said = [
        "Nevadal",
        "America/Bogota",
        "Perú, NO, méxico",
        "alimentos",
        "calidad, compras",
        "tesista",
        "precios, /precios",
        "hablar",
    ]
    answer = answered(said, dueto)

    assert answer.code == 0, answer.err
    assert "agreement.yaml is the first agreement of Nevadal" in answer.err
    agreement = written(in_folder / "agreement.yaml")
    tree = agreement.tree["definitions"][0]
    assert agreement.zone.key == "America/Bogota"
    assert [rule["when"] for rule in tree["fit"]] == [
        {"country": {"one_of": ["PE", "NO", "MX"]}}, {"sector": {"one_of": ["alimentos"]}},
        {"role": {"contains_any": ["calidad", "compras"]}},
    ]  # fmt: skip
    assert tree["disqualify"] == [{"because": "does not buy", "when": {"role": {"contains_any": ["tesista"]}}}]
    assert [rule["name"] for rule in tree["behaviour"]][:2] == ["visit /precios", "form"]
    assert tree["fast_track"][0]["where"] == {"form": {"is": "hablar"}}
    assert notices(agreement) == ()


def test_it_asks_again_what_cannot_be_used(dueto: Dueto, in_folder: Path) -> None:
    said = ["x" * 201, "Nevadal", "Lima", "America/Lima", "Perusalén", "Perú"]
    answer = answered(said, dueto, "--out", "first.yaml")

    assert answer.code == 0
    assert "expected a text of 1 to 200 characters" in answer.err
    assert "expected the name of a time zone, like America/Lima" in answer.err
    assert "Perusalén is not a country that is known" in answer.err
    assert written(in_folder / "first.yaml").name == "Nevadal"


def test_nothing_answered_is_an_agreement_too(dueto: Dueto, in_folder: Path) -> None:
    assert answered([], dueto, "--lang", "es").code == 0
    assert written(in_folder / "agreement.yaml").name == "Nuestra empresa"


def test_it_refuses_to_overwrite(dueto: Dueto, in_folder: Path) -> None:
    taken = in_folder / "agreement.yaml"
    taken.write_text("mine")
    answer = answered(["Nevadal"], dueto)

    assert (answer.code, answer.out) == (1, ""), "it refuses before it asks anything"
    assert "is already there; choose another name with --out" in answer.err
    assert taken.read_text() == "mine"


def test_it_writes_through_no_dangling_link(dueto: Dueto, in_folder: Path) -> None:
    (in_folder / "agreement.yaml").symlink_to(in_folder / "elsewhere.yaml")
    answer = answered([], dueto)

    assert answer.code == 1
    assert not (in_folder / "elsewhere.yaml").exists()


@pytest.mark.parametrize("out", ["absent/agreement.yaml", "x" * 300, "."])
def test_it_says_where_it_cannot_write(out: str, dueto: Dueto, in_folder: Path) -> None:
    answer = answered([], dueto, "--out", out)

    assert answer.code == 1
    assert out in answer.err
    assert list(in_folder.iterdir()) == []


def test_it_leaves_nothing_when_it_is_stopped(dueto: Dueto, in_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def interrupted(question: str, **_: object) -> str:
        asked.append(question)
        if len(asked) == 5:
            raise click.Abort  # what Click makes of Ctrl-C at a question
        return ""

    monkeypatch.setattr(click, "prompt", interrupted)
    answer = dueto("agreement", "new")

    assert answer.code == 130
    assert "Stopped; nothing was written." in answer.err
    assert list(in_folder.iterdir()) == []


def test_it_leaves_nothing_when_the_answers_end(dueto: Dueto, in_folder: Path) -> None:
    assert answered(["Nevadal", "America/Lima"], dueto, more="\n").code == 130
    assert list(in_folder.iterdir()) == []


words = st.one_of(
    st.sampled_from(["NO", "no", "null", "~", "'", '"', "a: b", "- x", "{}", "[", "#", "&a", "*a", "!!x", "|", "%",
                     "😀", "=1+1", "\x85", "\u2028", "\ufeff", "\x00", "\x7f", "\ud800", "é", "e\u0301", "a,a", "1e3",
                     "\u0301", "2026-01-01", "/precios", "precios", "x" * 199, "ñ" * 2000]),
    st.text(max_size=30),
)  # fmt: skip
answers = st.lists(st.lists(words, max_size=4).map(",".join), min_size=8, max_size=8)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers, st.sampled_from(["es", "en"]))
def test_whatever_is_answered_makes_a_valid_agreement(said: list[str], language: str) -> None:
    waiting = iter(said)

    def answer(question: str, *, default: str, **_: object) -> str:
        return next(waiting, "") or default

    with patch.object(click, "prompt", answer):
        tree = interview(voice=Voice(language))

    agreement = read_agreement(read_yaml(write_yaml(tree)).tree)
    assert agreement.hash == read_agreement(tree).hash
    assert agreement.name
