"""Lists as files, and everything at once: what leaves the house is in the journal first."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from dueto.apps.journal.models import Entry
from dueto.apps.leads.actions import judge
from dueto.apps.team.actions import make_token
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program, bring
from tests.api.test_base import NOBODY
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(AT, tick=False):
        yield


def read(answer: Any) -> list[dict[str, str]]:
    """Return the rows of a CSV by their headings."""
    assert answer.status_code == 200, answer.content
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def taken() -> list[Any]:
    """Return what the journal says of files."""
    return [one.details for one in Entry.objects.filter(tag="person:list:exported").order_by("pk")]


def test_a_list_is_taken_as_csv_under_the_conditions_of_its_page(program: Program) -> None:
    here = [bring(program, email=f"{n}@lacteos.example", full_name=f"Ana {n}", role="=1+1") for n in range(2)]
    bring(program, email="x@lejos.example", full_name="Eva", country="AR", company="Lejos")
    judge(person_ids=here, at=AT)

    rows = read(
        program.post("prospects/files", {"conditions": {"country": "PE", "q": "lacteos"}, "columns": ["sites"]})
    )

    assert [int(one["id"]) for one in rows] == here[::-1]
    assert (rows[0]["name"], rows[0]["sites"], rows[0]["role"]) == ("Ana 1", "7", "'=1+1")
    assert rows[0]["verdict"]
    [said] = taken()
    assert (said["format"], said["conditions"]) == ("CSV", "country=PE")


def test_whom_one_names_is_taken_as_a_workbook(program: Program) -> None:
    ana, _ = bring(program), bring(program, email="b@dos.example", full_name="Eva")
    answer = program.post("prospects/files", {"format": "xlsx", "people": [ana, NOBODY, ana]})

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:2] == ("id", "name")
    assert [row[:2] for row in rows] == [(ana, "Ana Sol")]
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert taken()[0]["chosen"] == 2


@pytest.mark.parametrize(
    ("wanted", "at"),
    [
        ({}, "body/people"), ({"conditions": {"has": ["nothing"]}}, "body/conditions/has"),
        ({"people": [1], "columns": ["email"]}, "body/columns"), ({"people": [1], "columns": ["none"]}, "body/columns"),
        ({"people": [1], "format": "pdf"}, "body/wanted/format"), ({"people": [0]}, "body/wanted/people/0"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_noted_nowhere(program: Program, wanted: object, at: str) -> None:
    refused = program.post("prospects/files", wanted)

    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/problem+json")
    assert refused.json()["errors"][0]["at"] == at
    assert not taken()


def test_lists_are_taken_by_whoever_works_on_the_base(cast: Cast) -> None:
    whom = {"conditions": {}}
    for key, status in (("mara", 200), ("samuel", 200), ("julia", 403)):
        token = make_token(name=key, scopes=["people:read"], by=cast[key].pk, at=AT)[1]
        assert Program(token).post("prospects/files", whom).status_code == status
    other = make_token(name="x", scopes=[one for one in SCOPES if one != "people:read"], by=cast.mara.pk, at=AT)[1]
    assert Program(other).post("prospects/files", whom).status_code == 403


def test_everything_is_taken_out_by_an_administrator(program: Program, cast: Cast) -> None:
    bring(program)
    answer = program.post("everything", {})
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()

    assert answer.headers["Content-Type"] == "application/zip"
    assert {"people.csv", "companies.csv", "tables/base.Person.jsonl"} <= set(names)
    assert Entry.objects.filter(tag="privacy:data:taken-out").count() == 1
    steward = make_token(name="x", scopes=list(SCOPES), by=cast.nora.pk, at=AT)[1]
    assert Program(steward).post("everything", {}).status_code == 403
