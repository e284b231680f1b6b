"""`dueto agreement check`, `show` and `diff`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dueto.adapters.voice import Voice
from dueto.adapters.yaml_document import read_yaml
from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.agreement.outline import outline
from tests.cli.conftest import AGREEMENT, NEVADAL, Dueto

OLD = NEVADAL / "agreement-v3.yaml"
BROKEN = """\
agreement: Nevadal
definitions:
  - name: negocio nuevo
    requierd: [company]
    fit:
      - {when: {contry: {is: PE}}, points: many}
    behaviour:
      - {name: precios, activity: visit, points: 15, half_life: -14d}
    qualified: {fit: .nan}
"""


def nevadal() -> Agreement:
    return read_agreement(read_yaml(AGREEMENT.read_text(encoding="utf-8")).tree)


def refused(text: str | bytes, dueto: Dueto, folder: Path) -> str:
    """Return what is said of a document that must be refused."""
    file = folder / "agreement.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    answer = dueto("agreement", "check", file)
    assert (answer.code, answer.out) == (1, ""), answer
    assert str(file) in answer.err
    return answer.err


def test_it_checks_a_valid_agreement(dueto: Dueto) -> None:
    answer = dueto("agreement", "check", AGREEMENT)

    assert answer.code == 0
    assert answer.out == f"{AGREEMENT} is a valid agreement: Nevadal\nsha256 {nevadal().hash}\n"
    assert answer.err == ""


def test_it_notices_what_should_be_seen(dueto: Dueto, tmp_path: Path) -> None:
    file = tmp_path / "bare.yaml"
    file.write_text("agreement: Bare\ndefinitions: [{name: all, qualified: {fit: 10}}]\n")
    answer = dueto("agreement", "check", file)

    assert answer.code == 0
    assert "Notice: nobody can reach the fit threshold of 10" in answer.err
    assert "Notice: «all» requires no datum" in answer.err


def test_it_says_all_that_is_wrong_at_once_each_with_its_line(dueto: Dueto, tmp_path: Path) -> None:
    said = refused(BROKEN.replace(".nan", "few"), dueto, tmp_path)

    lines = [int(found) for found in re.findall(r"^  line (\d+)", said, re.MULTILINE)]
    assert lines == sorted(lines) == [4, 6, 6, 8, 9]
    assert "did you mean required?" in said
    assert "did you mean country?" in said
    assert "line 8 · definitions[0].behaviour[0].half_life «-14d»" in said
    assert "expected a span of time from 2d to 3650d" in said


HOSTILE = {
    "empty": ("", "expected"),
    "one word": ("hello", "expected a mapping"),
    "broken": ("agreement: [Nevadal\ndefinitions: }", "line 2"),
    "tab": ("agreement:\n\t- x", "line 2"),
    "anchor": ("agreement: &a Nevadal\ndefinitions: *a", "anchors are not allowed; write the value out"),
    "double key": ("agreement: A\nagreement: B", "line 2 · agreement: the key agreement is written twice"),
    "tag": ("agreement: !!python/object:os.system x", "tags are not allowed"),
    "thousand deep": ("agreement: " + "[" * 1000 + "]" * 1000, "deeper than 32 levels"),
    "thousand deep condition": (
        "agreement: A\ndefinitions: [{name: x, qualified: {fit: 1}, fit: [{points: 1, when: " + "{not: " * 1000 + "x"
        + "}" * 1000 + "}]}]", "deeper than 32 levels",
    ),
    "million rules": ("agreement: A\nx:\n" + "  - {a: 1}\n" * 1_000_000, "is larger than 1 MB; split or shorten it"),
    "much of many bytes": ("agreement: " + "ñ" * 900_000, "is larger than 1 MB"),
    "ten thousand rules": (
        "agreement: A\ndefinitions:\n- name: x\n  qualified: {fit: 1}\n  fit:\n"
        + "  - {when: {country: {is: PE}}, points: 1}\n" * 10_000, "expected 0 to 200 of them; here are 10,000",
    ),
    "not a number": (BROKEN, ".nan is not a number that can be used"),
    "two documents": ("agreement: A\n---\nagreement: B", "only one document is expected"),
    "latin-1": ("agreement: Compañía".encode("latin-1"), "is not UTF-8 text (byte 16); save it as UTF-8"),
    "utf-16": ("agreement: A".encode("utf-16"), "is not UTF-8 text (byte 0)"),
    "junk": (bytes(range(256)), "is not UTF-8 text"),
    "NUL": (b"agreement: A\0\n", "line 1"),
    "year 0": ("agreement: A\neffective_from: 0000-01-01\ndefinitions: [{name: x, qualified: {fit: 1}}]",
               "line 2 · effective_from «0000-01-01»: expected a date like 2026-11-23"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_refuses_a_hostile_document_with_place_and_cure(name: str, dueto: Dueto, tmp_path: Path) -> None:
    text, said = HOSTILE[name]

    assert said in refused(text, dueto, tmp_path)


@pytest.mark.parametrize("name", ["absent.yaml", ".", "/dev/zero", "x" * 300, "a/b/c.yaml"])
def test_it_refuses_what_is_no_file(name: str, dueto: Dueto, in_folder: Path) -> None:
    answer = dueto("agreement", "show", name)

    assert (answer.code, answer.out) == (1, "")
    assert name in answer.err


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_reads_the_whole_agreement_aloud(language: str, dueto: Dueto) -> None:
    answer = dueto("agreement", "show", AGREEMENT, "--lang", language)
    voice, agreement = Voice(language), nevadal()

    assert answer.code == 0
    lines = answer.out.splitlines()
    sections = outline(agreement)
    assert lines == [line for one in sections for line in (voice(one.title), *(f"  · {voice(x)}" for x in one.lines))]
    definition = agreement.definition()
    for rule in definition.behaviour:
        points = f"{rule.points:d}"
        assert any(line.startswith(f"  · {points} ") and f" {rule.name}: " in line for line in lines), rule.name
    told = [line for line in lines if re.match(r"  · -?\d+ (points|puntos)", line)]
    assert len(told) == len(definition.fit) + len(definition.behaviour)


def test_it_tells_two_versions_apart_in_words(dueto: Dueto) -> None:
    english, spanish = (dueto("agreement", "diff", OLD, AGREEMENT, "--lang", language) for language in ("en", "es"))

    assert (english.code, spanish.code) == (0, 0)
    assert "version: 3 → 4" in english.out.splitlines()
    assert "versión: 3 → 4" in spanish.out.splitlines()
    assert any("guía › points: 20 → 8" in line for line in english.out.splitlines())
    assert any("guía › puntos: 20 → 8" in line for line in spanish.out.splitlines())
    told = len(english.out.splitlines())
    assert len(spanish.out.splitlines()) == told
    assert english.err == f"{told} differences\n"
    assert spanish.err == f"{told} diferencias\n"


def test_it_finds_nothing_between_an_agreement_and_itself(dueto: Dueto, tmp_path: Path) -> None:
    same = tmp_path / "same.yaml"
    same.write_text("# a comment\n" + AGREEMENT.read_text(encoding="utf-8"), encoding="utf-8")
    answer = dueto("agreement", "diff", AGREEMENT, same)

    assert (answer.code, answer.out, answer.err) == (0, "", "0 differences\n")
