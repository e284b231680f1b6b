"""How the command line is called: help in both languages, errors of the call, exit codes, the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from dueto.adapters.voice import Voice
from dueto.cli.main import build
from tests.cli.conftest import AGREEMENT, Dueto

COMMANDS = [
    (), ("agreement",), ("agreement", "check"), ("agreement", "show"), ("agreement", "diff"), ("agreement", "new"),
    ("qualify",), ("simulate",),
]  # fmt: skip
WRONG_CALLS = [
    ("quality",), ("xyzzy",), ("agreement", "chek"), ("--lang", "fr"), ("--lang",), ("--version=3",), ("--nothing",),
    ("agreement", "check"), ("agreement", "check", "a", "b"), ("agreement", "diff", "a"), ("agreement", "new", "--out"),
    ("qualify",), ("qualify", "a.csv"), ("qualify", "a.csv", "--agreement"), ("qualify", "--lagn", "en"),
    ("qualify", "a.csv", "--agreement", "b", "--format", "xml"),
    ("qualify", "a.csv", "--agreement", "b", "--as-of", "yesterday"),
    ("qualify", "a.csv", "--agreement", "b", "--as-of", "0001-01-01T00:00+14:00"),
    ("qualify", "a.csv", "--agreement", "b", "--as-of", "9999-12-31T23:59-12:00"),
    ("qualify", "a.csv", "--agreement", "b", "--out", str(AGREEMENT)),
    ("simulate",), ("simulate", "--out"), ("simulate", "--out", "x", "--people", "19"),
    ("simulate", "--out", "x", "--people", "5000001"), ("simulate", "--out", "x", "--people", "many"),
    ("simulate", "--out", "x", "--seed", "1.5"), ("simulate", "--out", "x", "--launch", "soon"),
    ("simulate", "--out", str(AGREEMENT)),
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|is|are|of|and|or|an|with|which|what|not|no such|there|needs?|expects|missing|must|option|file|folder|"
    r"usage|error|try|required|show|instant|one|from|invalid|value|unexpected|got|help)\b",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"--[a-z-]+|\[[a-z|]+\]|dueto( [a-z]+)*|[\w.-]+\.(yaml|csv|html)|table|/\S+|^  (agreement|show|new) ", re.MULTILINE
)


def english_in(text: str) -> list[str]:
    """Return the English words of a text, after taking out what is typed as it stands."""
    return [match[0] for match in ENGLISH.finditer(KEPT.sub(" ", text))]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_it_teaches_in_both_languages(command: tuple[str, ...], dueto: Dueto) -> None:
    english, spanish = (dueto(*command, "--help", "--lang", language) for language in ("en", "es"))

    assert (english.code, spanish.code) == (0, 0)
    assert english.out.startswith("Usage: dueto")
    assert "Options:" in english.out
    assert spanish.out.startswith("Uso: dueto")
    assert "Opciones:" in spanish.out
    assert not english_in(spanish.out), spanish.out
    assert english_in(english.out)
    assert english.err == spanish.err == ""


@pytest.mark.parametrize("call", WRONG_CALLS, ids=" ".join)
def test_it_says_what_is_wrong_with_a_call(call: tuple[str, ...], dueto: Dueto) -> None:
    english, spanish = dueto(*call), dueto("--lang=es", *call)

    assert (english.code, spanish.code) == (2, 2)
    assert english.out == spanish.out == ""
    assert "For help: dueto" in english.err
    assert "Ayuda: dueto" in spanish.err
    assert not english_in(spanish.err), spanish.err


def test_it_names_what_was_probably_meant(dueto: Dueto) -> None:
    assert "did you mean qualify?" in dueto("quality").err
    assert "did you mean --agreement?" in dueto("qualify", "a.csv", "--agrement", "x").err
    assert "--people expects a whole number from 20 to 5,000,000." in dueto("simulate", "--out", "x", "--people", 3).err


@pytest.mark.parametrize("alone", [(), ("agreement",), ("--lang", "en"), ("agreement", "--lang", "en")], ids=" ".join)
def test_it_shows_its_help_when_nothing_is_asked(alone: tuple[str, ...], dueto: Dueto) -> None:
    answer = dueto(*alone)

    assert answer.code == 0
    assert answer.out.startswith("Usage: dueto")


def test_every_command_and_option_is_taught() -> None:
    def untaught(command: click.Command, name: str) -> Iterator[str]:
        options = [param for param in command.params if isinstance(param, click.Option)]
        yield from (f"{name} {option.opts[0]}" for option in options if not option.help)
        if not command.help:
            yield name
        if isinstance(command, click.Group):
            context = click.Context(command)
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                assert found is not None
                yield from untaught(found, f"{name} {inner}")

    assert list(untaught(build(Voice("en")), "dueto")) == []


def test_it_prints_its_version(dueto: Dueto) -> None:
    assert re.fullmatch(r"dueto \d+\.\d+\.\d+\n", dueto("--version").out)


@pytest.mark.parametrize(
    "call",
    [
        ("--lang", "es", "agreement", "check", AGREEMENT),
        ("agreement", "--lang=es", "check", AGREEMENT),
        ("agreement", "check", "--lang", "es", AGREEMENT),
        ("agreement", "check", AGREEMENT, "--lang=es"),
    ],
)
def test_the_language_may_be_asked_for_anywhere(call: tuple[object, ...], dueto: Dueto) -> None:
    assert "es un acuerdo válido: Nevadal" in dueto(*call).out


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "es_PE.UTF-8"}, "es"), ({"LANG": "C"}, "es"), ({"LANG": ""}, "es"),
        ({"LANG": "es_ES", "LC_ALL": "en_US"}, "en"), ({"LANG": "en_US", "LC_MESSAGES": "es_MX.UTF-8"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "es"),
    ],
)  # fmt: skip
def test_the_environment_tells_the_language(
    environment: dict[str, str], language: str, dueto: Dueto, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert dueto().out.startswith("Usage:" if language == "en" else "Uso:")
