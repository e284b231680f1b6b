"""The copy that somebody gets of everything about them can be read by them: words of their language, no codes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from zoneinfo import ZoneInfo

import pytest

from dueto.adapters.voice import Voice
from dueto.apps.base.actions import give_consent, keep_text
from dueto.apps.base.models import Activity, Consent
from dueto.apps.base.queries.consents import told_of
from dueto.apps.privacy.columns import COLUMNS
from dueto.apps.privacy.document import archive
from dueto.apps.privacy.holdings import holdings
from dueto.apps.privacy.queries.held import TEXT
from tests.cast import Cast
from tests.thread import browse, crossed, visit

pytestmark = pytest.mark.django_db
LIMA = ZoneInfo("America/Lima")
AGREED = "Acepto recibir el boletín de Nevadal; puedo dejarlo cuando quiera."
WORDS = re.compile(r">([^<>]+)")


def copied(person_id: int, cast: Cast, *, language: str) -> tuple[str, dict[str, list[dict[str, object]]]]:
    """Return the page of the copy, and what its file for programs holds."""
    pieces = archive(person_id, voice=Voice(language), zone=LIMA, at=cast.at)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    return packed.read("person.html").decode(), json.loads(packed.read("person.json"))["held"]


def test_every_column_has_words() -> None:
    names = {field.name for holding in holdings() for field in holding.model._meta.concrete_fields} | {TEXT}

    assert names <= COLUMNS.keys()


@pytest.fixture
def rocio(cast: Cast) -> int:
    """Return somebody who qualified, one of whose visits a machine made."""
    browse(visit("/precios", at=cast.at), at=cast.at)
    person: int = crossed(at=cast.at).lead.person_id
    act = Activity.objects.filter(identity__person=person, kind="visit").order_by("pk").first()
    assert act is not None
    Activity.objects.filter(pk=act.pk).update(classed="automatic", reason="crawler")
    return person


def test_it_speaks_the_language_of_whoever_reads(cast: Cast, rocio: int) -> None:
    spanish, _ = copied(rocio, cast, language="es")
    english, _ = copied(rocio, cast, language="en")
    said = set(WORDS.findall(spanish))

    assert {
        "se sabe desde",
        "quién lo hizo",
        "motivo",
        "tipo de evento",
        "visita",
        "de una máquina",
        "un rastreador",
    } <= said
    assert (
        not {"visit", "automatic", "crawler", "human", "known at", "text version", "PE", "qualified", "running"} & said
    )
    assert {"known since", "who did it", "visit", "of a machine", "a crawler", "Peru"} <= set(WORDS.findall(english))


def test_the_words_agreed_to_stand_in_both(cast: Cast, rocio: int) -> None:
    mark = keep_text(AGREED, purpose="newsletter", language="es", at=cast.at)
    give_consent(person_id=rocio, purpose="newsletter", source="form:guia", at=cast.at, text_version=mark)
    page, held = copied(rocio, cast, language="es")
    texts = [one.text for one in told_of(rocio) if one.text]

    assert texts == [AGREED]
    assert AGREED in page
    assert AGREED in {row["text"] for row in held["base.Consent"]}
    assert Consent.objects.filter(identity__person=rocio).count() == len(held["base.Consent"])
