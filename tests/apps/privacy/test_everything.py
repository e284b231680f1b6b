"""Everything that is held, taken along: no table is left out in silence, no key goes with it, and it comes in again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from dueto.apps.base.actions import note
from dueto.apps.base.models import Card
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Lead
from dueto.apps.privacy.actions import erase
from dueto.apps.privacy.everything import LEFT_OUT, SECRET, everything, tables
from dueto.apps.privacy.holdings import ours
from dueto.apps.team.actions import make_token
from tests.apps.imports.lists import bring
from tests.cast import Cast
from tests.thread import browse, crossed, fill, visit
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
OPENS = re.compile("secret|password|token|code_hash")


def taken(cast: Cast) -> zipfile.ZipFile:
    """Return what is taken along."""
    return zipfile.ZipFile(io.BytesIO(b"".join(everything(cast.at + 2 * HOUR))))


def test_every_table_is_taken_along_or_left_out_with_a_reason() -> None:
    names = {model._meta.label for model in ours()}

    assert LEFT_OUT.keys() <= names
    assert {model._meta.label for model in tables()} == names - LEFT_OUT.keys()


def test_no_column_that_opens_a_door_is_taken_along() -> None:
    opening = {
        model._meta.label: frozenset(one.attname for one in model._meta.concrete_fields if OPENS.search(one.attname))
        for model in tables()
    }

    assert {name: columns for name, columns in opening.items() if columns} == dict(SECRET)


def test_each_row_is_there_as_it_is(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at), at=cast.at)
    handoff = crossed(at=cast.at)
    note(person_id=handoff.lead.person_id, text="=2+2; «comillas»", by=cast.mara.pk, at=cast.at)
    make_token(name="CRM", scopes=["people:read"], by=cast.samuel.pk, at=cast.at)

    archive = taken(cast)

    assert archive.testzip() is None
    for model in tables():
        lines = archive.read(f"tables/{model._meta.label}.jsonl").decode().splitlines()
        assert len(lines) == model._default_manager.count(), model._meta.label
    [lead] = [json.loads(line) for line in archive.read("tables/leads.Lead.jsonl").decode().splitlines()]
    assert (lead["id"], lead["stage"]) == (handoff.lead_id, Lead.objects.get().stage)
    [told] = [json.loads(line) for line in archive.read("tables/base.Note.jsonl").decode().splitlines()]
    assert told["text"] == "=2+2; «comillas»"
    members = archive.read("tables/team.Member.jsonl").decode()
    assert "Mara Quispe" in members
    assert "password" not in members
    assert json.loads(archive.read("agreements/4.json"))["agreement"] == "Nevadal"


def test_its_people_come_in_again_as_they_were(cast: Cast, tmp_path: Path) -> None:
    people = [
        fill("guia", at=cast.at, visitor=f"v{n}", email=f"ana{n}@firma{n}.example", full_name=f"Ana Ñúñez {n}",
             company=f"Firma {n}", phone=f"+51 987 000 11{n}", country="PE")
        for n in range(3)
    ]  # fmt: skip
    gone = fill("guia", at=cast.at, visitor="x", email="fuera@gmail.com", full_name="Olvidada")
    erase(person_id=gone, by=cast.nora.pk, at=cast.at + HOUR)
    file = tmp_path / "people.csv"
    file.write_bytes(taken(cast).read("people.csv"))
    assert b"Olvidada" not in file.read_bytes()
    shown = set(Card.objects.values_list("full_name", "company", "email", "phone", "country"))
    for person in people:
        erase(person_id=person, by=cast.nora.pk, at=cast.at + HOUR)

    bring(file, at=cast.at + 2 * HOUR, system="dueto")

    assert set(Card.objects.values_list("full_name", "company", "email", "phone", "country")) == shown


def test_an_administrator_takes_it_and_the_journal_says_so(cast: Cast) -> None:
    page = as_(cast.samuel).get("/privacy/").content.decode()
    assert "Llevarse todo" in page
    assert "Llevarse todo" not in as_(cast.nora).get("/privacy/").content.decode()

    assert as_(cast.nora).post("/privacy/everything/").status_code == 403
    assert Client().post("/privacy/everything/").status_code == 302
    assert as_(cast.samuel).get("/privacy/everything/").status_code == 405
    assert not Entry.objects.filter(tag=Tag.EVERYTHING_EXPORTED).exists()
    answer = as_(cast.samuel).post("/privacy/everything/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "people.csv" in zipfile.ZipFile(io.BytesIO(answer.getvalue())).namelist()
    assert Entry.objects.get(tag=Tag.EVERYTHING_EXPORTED).by_id == cast.samuel.pk
