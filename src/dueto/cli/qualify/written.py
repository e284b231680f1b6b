"""The files of `dueto qualify`: verdicts.csv, refused.csv, dropped_cells.csv, mapping.yaml, report.html."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from dueto.adapters.readers.mapping_file import write_mapping
from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Findings, PersonFinding
from dueto.cli.qualify.leads import called
from dueto.cli.qualify.pipeline import Answer
from dueto.cli.qualify.report.page import render
from dueto.cli.speech import heard
from dueto.cli.whole import whole
from dueto.domain.basics.message import say
from dueto.domain.qualification.explain import fit_rule, headline, what_is_missing
from dueto.domain.qualification.verdict import Standing

VERDICTS = ("person", "qualified", "fit", "behaviour", "total", "missing", "disqualified_by", "explanation")
REFUSED = ("file", "row", "reason", "content")
DROPPED = ("file", "row", "field", "value", "reason")
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def write_findings(answer: Answer, out: Path, *, voice: Voice) -> None:
    """Write all files into `out`, or none."""
    with whole(out) as folder:
        with _open(folder / "verdicts.csv") as file:
            write_verdicts(answer.findings, file, voice=voice)
        with _open(folder / "refused.csv") as file:
            rows = ((name, row, why, content) for name, row, _, content, why in answer.refusals.each("row"))
            _write(file, REFUSED, rows)
        with _open(folder / "dropped_cells.csv") as file:
            _write(file, DROPPED, answer.refusals.each("cell"))
        if answer.guessed:
            _write_mappings(answer, folder, out, voice=voice)
        (folder / "report.html").write_text(render(answer.findings, voice=voice), encoding="utf-8")


def _write_mappings(answer: Answer, folder: Path, out: Path, *, voice: Voice) -> None:
    """Write what was guessed, but never over a mapping that somebody may have corrected."""
    files = tuple(path for path, _ in answer.mappings)
    for path, mapping in answer.mappings:
        name = "mapping.yaml" if len(files) == 1 else f"{called(path, files)}.mapping.yaml"
        if (out / name).exists():
            says = say("{path} was there before and was left as it is; use it with --map", path=str(out / name))
            heard(says, voice=voice)
        else:
            write_mapping(mapping, folder / name, voice=voice)


def write_verdicts(findings: Findings, file: TextIO, *, voice: Voice) -> None:
    """Write one row for each person, in order of merit; the explanation ends with points that add up to the total."""
    definition, fields = findings.definition, findings.agreement.fields
    fit = (voice(fit_rule(rule, fields=fields)) for rule in definition.fit)
    rules = (*fit, *(rule.name for rule in definition.behaviour))
    _write(file, VERDICTS, (_verdict(person, findings, rules, voice) for person in findings.people))


def _verdict(person: PersonFinding, findings: Findings, rules: Sequence[str], voice: Voice) -> tuple[object, ...]:
    fields = findings.agreement.fields
    missing = what_is_missing(person.missing, fields=fields)
    sentences = [voice(headline(person, definition=findings.definition, fields=fields))]
    if missing is not None:
        said = voice(missing)
        sentences.append(said[:1].upper() + said[1:])
    given = zip((*person.fit_points, *person.behaviour_points), rules, strict=True)
    if arithmetic := "; ".join(f"{points:+d} {rule}" for points, rule in given if points):
        sentences.append(arithmetic)
    return (
        person.person,
        "true" if person.standing is Standing.QUALIFIED else "false",
        person.fit,
        person.behaviour,
        person.total,
        " / ".join("+".join(names) for names in person.missing.fields),
        "; ".join(rule.because for rule in person.disqualified_by),
        ". ".join(sentences),
    )


def _open(path: Path) -> TextIO:
    """Open a CSV as spreadsheets in Spanish and English both read it: UTF-8 with its mark."""
    return path.open("w", encoding="utf-8-sig", newline="")


def _write(file: TextIO, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([_safe(cell) for cell in row] for row in rows)


def _safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    is_formula = isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
