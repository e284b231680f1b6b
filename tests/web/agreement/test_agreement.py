"""The agreement read as sentences: signatures, versions, what each changed."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from dueto.apps.agreements.models import Agreement
from tests.cast import Cast
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    with time_machine.travel(cast.at, tick=False):
        yield


def test_it_is_read_in_the_readers_language(cast: Cast) -> None:
    spanish = as_(cast.mara).get("/agreement/").content.decode()
    english = as_(cast.mara, language="en").get("/agreement/").content.decode()

    assert "Acuerdo de Nevadal" in spanish
    assert "encaje de al menos 40" in spanish
    assert "fit of at least 40" in english


def test_both_signatures_stand_there(cast: Cast) -> None:
    page = as_(cast.julia).get("/agreement/").content.decode()

    assert "Por marketing" in page
    assert "Mara Quispe" in page
    assert "Bruno Salvatierra" in page


def test_each_version_says_what_it_changed(cast: Cast) -> None:
    page = as_(cast.mara).get("/agreement/").content.decode()

    assert "Versión 4" in page
    assert "diferencias con la anterior" in page
    assert as_(cast.mara).get("/agreement/3/").status_code == 200
    assert "no es la vigente" in as_(cast.mara).get("/agreement/3/").content.decode()
    assert as_(cast.mara).get("/agreement/99/").status_code == 404


def test_a_version_that_observes_says_so(cast: Cast) -> None:
    Agreement.objects.filter(number=4).update(observes_until=cast.at.replace(month=7))

    assert "Solo observa hasta" in as_(cast.mara).get("/agreement/").content.decode()


def test_before_anything_is_signed_nobody_owes_anything(cast: Cast) -> None:
    Agreement.objects.update(effective_at=None)

    assert "Nadie debe nada todavía" in as_(cast.mara).get("/agreement/").content.decode()
    for path in ("/prospects/", "/one-datum/", "/forms/"):
        assert as_(cast.mara).get(path).status_code == 200


def test_who_may_read_it(cast: Cast, client: Client) -> None:
    assert client.get("/agreement/").status_code == 302
    assert as_(cast.olga).get("/agreement/").status_code == 404
    assert as_(cast.ines).get("/agreement/").status_code == 200
    assert as_(cast.mara).post("/agreement/").status_code == 405
