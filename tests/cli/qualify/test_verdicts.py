"""`dueto qualify`: what is counted, what is answered, and that it is what the reference answers."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.adapters.yaml_document import read_yaml
from dueto.cli.main import main
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.qualification.history import day_of, profile_of
from dueto.domain.qualification.missing import missing
from dueto.world.simulation import simulate
from tests.cli.conftest import AGREEMENT, LAUNCH, PEOPLE, Answer, Dueto, rows_of, write_rows
from tests.cli.qualify.conftest import HEADERS, SMALL, Qualify
from tests.world.conftest import told

COUNTS = ["read", "refused", "judged", "qualified", "one_datum_away", "not_yet", "disqualified"]
COLUMNS = ["person", "qualified", "fit", "behaviour", "total", "missing", "disqualified_by", "explanation"]


def adds_up(counts: dict[str, int]) -> bool:
    """Return whether the counts keep what they promise."""
    return (
        counts["read"] == counts["refused"] + counts["judged"]
        and counts["judged"] == counts["qualified"] + counts["not_yet"] + counts["disqualified"]
        and 0 <= counts["one_datum_away"] <= counts["not_yet"]
    )


def nevadal(dueto: Dueto, world: Path, *options: object) -> Answer:
    """Judge the people of the world at its launch."""
    answer = dueto(
        "qualify", world / "people.csv", "--agreement", AGREEMENT, "--activities", world / "activities.csv",
        "--as-of", LAUNCH, *options,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    return answer


def test_everybody_in_the_world_is_judged_as_the_reference_judges(dueto: Dueto, world: Path, tmp_path: Path) -> None:
    nevadal(dueto, world, "--out", tmp_path)
    agreement = read_agreement(read_yaml(AGREEMENT.read_text(encoding="utf-8")).tree)
    launch, definition = datetime.fromisoformat(LAUNCH), agreement.definition()
    history = told(simulate(people=PEOPLE, launch=launch))

    rows = rows_of(tmp_path / "verdicts.csv")

    assert {row["person"] for row in rows} == set(history.people)
    for row in rows:
        person = row["person"]
        verdict = history.judged(person, definition, as_of=launch)
        profile = profile_of(history.facts[person], as_of=launch)
        lacks = missing(verdict, profile=profile, fields=agreement.fields, today=day_of(launch, agreement.zone))
        assert row | {"explanation": ""} == {
            "person": person,
            "qualified": "true" if verdict.qualified else "false",
            "fit": str(verdict.fit),
            "behaviour": str(verdict.behaviour),
            "total": str(verdict.total),
            "missing": " / ".join("+".join(names) for names in lacks.fields),
            "disqualified_by": "; ".join(rule.because for rule in verdict.disqualified_by),
            "explanation": "",
        }, person
        for line in verdict.behaviour_lines:
            assert (f"{line.points:+d} {line.rule.name}" in row["explanation"]) is (line.points != 0), person


def test_it_prints_what_it_writes(dueto: Dueto, world: Path, tmp_path: Path) -> None:
    printed = nevadal(dueto, world, "--format", "csv", "--out", tmp_path).out

    lines = list(csv.reader(printed.splitlines()))
    with (tmp_path / "verdicts.csv").open(encoding="utf-8-sig", newline="") as written:
        assert list(csv.reader(written)) == lines
    assert lines[0] == COLUMNS
    assert (tmp_path / "verdicts.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_same_call_gives_the_same_answer(ending: str, dueto: Dueto, world: Path) -> None:
    options = ("--activities", world / f"activities.{ending}", "--format", "csv")

    assert nevadal(dueto, world, *options).out == nevadal(dueto, world, "--format", "csv").out


def test_the_keys_of_json_are_stable(qualify: Qualify, leads: Path) -> None:
    answer = qualify(leads, "--as-of", LAUNCH)

    assert list(answer.counts)[:7] == COUNTS
    assert [answer.counts[key] for key in COUNTS] == [4, 0, 4, 1, 1, 2, 1]
    assert list(answer.counts)[7:] == ["agreement", "as_of", "worth", "outcome"]
    assert answer.counts["agreement"]["definition"] == "new business"
    assert answer.counts["worth"] == {"sites": 1}
    assert datetime.fromisoformat(answer.counts["as_of"]) == datetime.fromisoformat(LAUNCH)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_table_shows_counts_and_the_top_of_the_list(language: str, dueto: Dueto, small: Path, leads: Path) -> None:
    answer = dueto("qualify", leads, "--agreement", small, "--lang", language)
    lines = answer.out.splitlines()

    assert lines[0].startswith("4 ")
    assert ("4 read = 0 refused + 4 judged" if language == "en" else "4 leídas = 0 rechazadas + 4 juzgadas") in lines
    assert lines[4].startswith("Quality manager · Ancón Foods")
    assert all(len(line) <= 120 for line in lines)
    assert len(lines) == 8


def test_every_verdict_is_explained_in_the_language_that_is_asked(qualify: Qualify, leads: Path) -> None:
    english, spanish = (qualify(leads, "--format", "csv", "--lang", one).out.splitlines() for one in ("en", "es"))

    assert [line.split(",")[:5] for line in english] == [line.split(",")[:5] for line in spanish]
    assert "Would qualify with: sites" in english[2]
    assert "Calificaría con: sedes" in spanish[2]


def test_it_judges_by_the_definition_that_is_named(qualify: Qualify, small: Path, leads: Path) -> None:
    other = "  - {name: other, qualified: {fit: 0}}\n"
    small.write_text(SMALL + other, encoding="utf-8")

    assert qualify(leads).counts["qualified"] == 1
    assert qualify(leads, "--definition", "other").counts["qualified"] == 4
    answer = qualify(leads, "--definition", "othr")
    assert (answer.code, answer.out) == (1, "")
    assert "there is no definition othr; the agreement has: new business, other" in answer.err


def test_the_guessed_mapping_is_shown_saved_and_used_again(dueto: Dueto, world: Path, tmp_path: Path) -> None:
    first = nevadal(dueto, world, "--format", "csv", "--out", tmp_path / "first", "--outcome", "outcome")
    again = nevadal(
        dueto, world, "--format", "csv", "--out", tmp_path / "again", "--outcome", "outcome",
        "--map", tmp_path / "first" / "mapping.yaml",
    )  # fmt: skip

    assert "people.csv, columns as guessed: person, created → known_at, outcome, full_name, company, email" in first.err
    assert "as guessed" not in again.err
    assert again.out == first.out
    assert not (tmp_path / "again" / "mapping.yaml").exists(), "there was nothing to guess"
    reports = [(tmp_path / name / "report.html").read_text(encoding="utf-8") for name in ("first", "again")]
    assert reports[0].count("<tr") == reports[1].count("<tr")


def test_several_files_are_judged_together(qualify: Qualify, tmp_path: Path, leads: Path) -> None:
    more = write_rows(tmp_path / "more.csv", ("Empresa", "País", "Sedes"), ("Uno", "Chile", 1), ("Dos", "Noruega", 8))
    (tmp_path / "below").mkdir()
    alike = write_rows(tmp_path / "below" / "more.csv", ("Empresa", "Sedes"), ("Tres", 1), ("Cuatro", 2))
    answer = qualify(leads, more, alike, "--format", "csv", "--out", tmp_path / "out")

    people = {line.split(",")[0] for line in answer.out.splitlines()[1:]}
    assert people == {"a1", "a2", "a3", "a4", "more-1 row-2", "more-1 row-3", "more-2 row-2", "more-2 row-3"}
    mappings = {path.name for path in (tmp_path / "out").glob("*.yaml")}
    assert mappings == {"leads.mapping.yaml", "more-1.mapping.yaml", "more-2.mapping.yaml"}
    assert answer.err.count("columns as guessed") == 3


def test_the_same_person_twice_is_judged_once_and_the_other_row_refused(
    qualify: Qualify, tmp_path: Path, leads: Path
) -> None:
    again = write_rows(tmp_path / "again.csv", HEADERS, ("a1", "Other", "PE", 1, ""), ("A1", "Case", "PE", 1, ""),
                       ("a9", "Nine", "PE", 1, ""), ("a9", "Nine again", "PE", 1, ""))  # fmt: skip
    mapping = tmp_path / "map.yaml"
    mapping.write_text("person: id\ncolumns: {company: company, country: country, sites: sites, role: role}\n")
    answer = qualify(leads, again, "--map", mapping, "--out", tmp_path / "out")

    assert [answer.counts[key] for key in COUNTS[:3]] == [8, 2, 6]
    refused = rows_of(tmp_path / "out" / "refused.csv")
    assert [(row["file"], row["row"]) for row in refused] == [("again.csv", "2"), ("again.csv", "5")]
    assert refused[0]["reason"] == "a1 was already read; one row for each person is judged"
    assert "Other" in refused[0]["content"]
    assert "a9 already stands in an earlier row" in refused[1]["reason"]
    assert "2 rows were refused; refused.csv in the folder of --out says why" in answer.err


def test_the_past_knows_only_what_was_known_then(dueto: Dueto, world: Path, tmp_path: Path) -> None:
    then = datetime.fromisoformat("2026-03-02T15:00+00:00")
    answer = nevadal(dueto, world, "--as-of", then.isoformat(), "--format", "json", "--out", tmp_path)

    known = [row for row in rows_of(world / "people.csv") if datetime.fromisoformat(row["created"]) <= then]
    assert adds_up(answer.counts)
    assert answer.counts["judged"] == len(known)
    assert all("after the instant of the judgement" in row["reason"] for row in rows_of(tmp_path / "refused.csv"))


CELLS = st.sampled_from(["", "a1", "a2", "=1+1", "x,y", '"', "s/d", "PE", "Noruega", "México", "7", "1.5", "siete",
                         "student", "ñandú", "😀", "-3", "NaN", " ", "2026-13-40", "\u202eevil", "a\nb"])  # fmt: skip
FILES = st.lists(st.lists(CELLS, min_size=0, max_size=6), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=FILES)
def test_the_counts_add_up_for_any_file(
    rows: list[list[str]], tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_rows(tmp_path / "any.csv", HEADERS, ("first", "Company", "Peru", "5", "Buyer"), *rows)
    capsys.readouterr()
    with pytest.raises(SystemExit) as end, patch("sys.argv", ["dueto"]):
        main(["qualify", str(file), "--agreement", str(small), "--format", "json", "--as-of", LAUNCH])

    assert not end.value.code
    counts = json.loads(capsys.readouterr().out)
    assert adds_up(counts)
    assert counts["judged"] >= 1
