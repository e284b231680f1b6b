"""What columns mean, kept by a program under a name for the next list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from dueto.apps.imports.models import Import, SavedMapping, Upload
from dueto.apps.team.actions import make_token
from tests.api.program import Program
from tests.api.test_base import NOBODY
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
LIST = b"Nombre,Correo,Sedes\nAna Sol,ana@lacteos.example,1\n"


@pytest.fixture
def batch(program: Program, settings: Settings, tmp_path: Path) -> int:
    """Return the id of a list that was uploaded."""
    settings.MEDIA_ROOT = tmp_path
    made = program.send("POST", "imports?name=feria.csv", LIST, "application/octet-stream")
    assert made.status_code == 201, made.content
    return int(made.json()["id"])


def test_a_mapping_is_kept_under_a_name_and_taken_for_the_next_list(program: Program, batch: int) -> None:
    chosen = {"system": "salesforce", "campaign": "Feria", "event": "Feria"}
    told = program.send("PATCH", f"imports/{batch}", json.dumps(chosen))
    assert told.status_code == 200, told.content
    for _ in range(2):
        assert program.post(f"imports/{batch}/mappings", {"name": " Feria "}, idempotency_key="m").status_code == 200

    assert program.get("imports/mappings").json() == [{"name": "Feria"}]
    other = program.send("POST", "imports?name=otra.csv", LIST, "application/octet-stream").json()["id"]
    begun = Import.objects.get(pk=other).choices
    assert (begun["system"], begun["campaign"], begun.get("event", "")) == ("salesforce", "Feria", "")


def test_a_mapping_without_a_name_or_a_file_is_refused(program: Program, batch: int, cast: Cast) -> None:
    assert program.post(f"imports/{batch}/mappings", {"name": " "}).status_code == 422
    assert program.post(f"imports/{NOBODY}/mappings", {"name": "x"}).status_code == 404
    reader = Program(make_token(name="x", scopes=["imports:read"], by=cast.mara.pk, at=AT)[1])
    assert reader.post(f"imports/{batch}/mappings", {"name": "x"}).status_code == 403
    Upload.objects.update(path="")
    refused = program.post(f"imports/{batch}/mappings", {"name": "x"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/problem+json")
    assert not SavedMapping.objects.exists()
