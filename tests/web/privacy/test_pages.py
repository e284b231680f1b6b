"""The pages of privacy: who may open them, what they do, and that opening changes nothing."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from dueto.apps.base.models import Consent, Person
from dueto.apps.base.queries.consents import last_words, who_may_be_contacted
from dueto.apps.journal.models import Entry
from dueto.apps.privacy.links import path_to_choices
from dueto.apps.privacy.models import Request, Retention
from tests.cast import Cast
from tests.thread import browse, crossed, fill, visit
from tests.web.opened import as_

PAGES = ("/privacy/", "/people/{}/erasure/")


@pytest.fixture
def rocio(cast: Cast) -> int:
    """Return somebody who filled in a form."""
    browse(visit("/precios", at=cast.at), at=cast.at)
    return fill("guia", at=cast.at)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "status"), [("nora", 200), ("graciela", 200), ("samuel", 200), ("ivan", 403),
                                             ("julia", 403), ("ines", 403), ("olga", 404)])  # fmt: skip
def test_only_who_may_forget_opens_them(cast: Cast, rocio: int, page: str, who: str, status: int) -> None:
    assert as_(cast[who]).get(page.format(rocio)).status_code == status


def test_every_member_reads_the_ledger_and_notes_what_they_hear(cast: Cast, rocio: int) -> None:
    ines = as_(cast.ines)

    page = ines.get(f"/people/{rocio}/privacy/")
    assert page.status_code == 200
    assert "Anotar lo que dijo" in page.text
    assert "Olvidar" not in page.text

    said = {"consent-purpose": "contact", "consent-answer": "no", "consent-source": "phone"}
    assert ines.post(f"/people/{rocio}/privacy/consents/", said).status_code == 303
    assert rocio not in who_may_be_contacted([rocio])
    assert Consent.objects.get(is_given=False).by == cast.ines


def test_silence_is_no_refusal_and_both_pages_agree(cast: Cast, rocio: int) -> None:
    """Visits are noted until somebody objects; the newsletter waits until they ask for it."""
    theirs, own = f"/people/{rocio}/privacy/", path_to_choices(rocio)
    Consent.objects.all().delete()
    page = " ".join(as_(cast.nora).get(theirs).text.split())
    assert 'Sí a que se registren sus visitas <span class="quiet">(sin objeción hasta ahora)' in page
    assert 'No a recibir el boletín <span class="quiet">(no lo ha pedido)' in page
    assert 'value="stop-tracking"' in as_(cast.olga).get(own).text

    as_(cast.olga).post(own, {"choice": "stop-tracking"})

    page = " ".join(as_(cast.nora).get(theirs).text.split())
    assert "No a que se registren sus visitas" in page
    assert 'value="allow-tracking"' in as_(cast.olga).get(own).text


def test_bad_input_is_told_beside_the_field(cast: Cast, rocio: int) -> None:
    answer = as_(cast.ines).post(f"/people/{rocio}/privacy/consents/", {"consent-purpose": "everything"})

    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert Consent.objects.filter(is_given=False).count() == 0


def test_a_request_is_noted_once_and_waits(cast: Cast, rocio: int) -> None:
    asked = {"request-kind": "erasure", "request-source": "letter"}

    for _ in range(2):
        assert as_(cast.rosa).post(f"/people/{rocio}/privacy/requests/", asked).status_code == 303

    assert Request.objects.count() == 1
    assert "Rocío Tello" in as_(cast.nora).get("/privacy/").text


def test_the_copy_holds_everything_in_the_readers_language(cast: Cast, rocio: int) -> None:
    fill("guia", at=cast.at, sites="7")
    assert as_(cast.ivan).post(f"/people/{rocio}/privacy/copy/").status_code == 403

    answer = as_(cast.nora, language="en").post(f"/people/{rocio}/privacy/copy/")

    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    held = json.loads(packed.read("person.json"))["held"]
    page = packed.read("person.html").decode()
    assert {"Rocío Tello", "rocio.tello@puntabrava.example"} <= {row["value"] for row in held["base.PersonalValue"]}
    assert {"base.Fact", "base.Activity", "base.Consent", "base.Handle", "journal.Entry"} <= set(held)
    assert "Everything that is held about this person" in page
    assert "Rocío Tello" in page
    assert Entry.objects.filter(tag="person:data:handed-out", by=cast.nora).exists()


def test_forgetting_asks_once_more_and_then_it_is_done(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    person, nora = handoff.lead.person_id, as_(cast.nora)

    page = nora.get(f"/people/{person}/erasure/")
    assert "¿Olvidar a Rocío Tello?" in page.text
    assert nora.post(f"/people/{person}/erasure/").status_code == 422
    assert Person.objects.get(pk=person).erased_at is None

    assert nora.post(f"/people/{person}/erasure/", {"is_sure": "on"}).status_code == 303
    assert nora.get(f"/people/{person}/").status_code == 404
    assert nora.get(f"/people/{person}/erasure/").status_code == 404
    done = nora.get("/privacy/").text
    assert "Rocío" not in done


def test_forgetting_answers_what_was_asked(cast: Cast, rocio: int) -> None:
    as_(cast.rosa).post(f"/people/{rocio}/privacy/requests/", {"request-kind": "erasure", "request-source": "phone"})

    as_(cast.nora).post(f"/people/{rocio}/erasure/", {"is_sure": "on"})

    assert not Request.objects.filter(answered_at=None).exists()


def test_case_25_the_page_of_choices_changes_nothing_when_it_is_opened(cast: Cast, rocio: int) -> None:
    stranger, path = as_(cast.olga), path_to_choices(rocio)
    stranger.logout()

    page = stranger.get(path)
    assert page.status_code == 200
    assert "Rocío" not in page.text
    assert last_words(rocio).get("tracking") is None

    assert stranger.post(path, {"choice": "stop-tracking"}).status_code == 303
    assert last_words(rocio).get("tracking") is False
    assert stranger.post(path, {"choice": "stop-contact"}).status_code == 303
    assert rocio not in who_may_be_contacted([rocio])
    assert stranger.post(path, {"choice": "erasure"}).status_code == 303
    assert Request.objects.get().source == "page"
    assert stranger.post(path, {"choice": "everything"}).status_code == 422


def test_a_forged_link_opens_nothing(cast: Cast, rocio: int) -> None:
    assert as_(cast.nora).get(f"/choices/{rocio}/").status_code == 404
    assert as_(cast.nora).get(path_to_choices(rocio)[:-3] + "xx/").status_code == 404
    as_(cast.nora).post(f"/people/{rocio}/erasure/", {"is_sure": "on"})
    assert as_(cast.nora).get(path_to_choices(rocio)).status_code == 404


def test_retention_is_chosen_here(cast: Cast, rocio: int) -> None:
    nora = as_(cast.nora)

    assert nora.post("/privacy/retention/people/", {"days": "10", "is_on": "on"}).status_code == 422
    assert nora.post("/privacy/retention/nothing/", {"days": "100"}).status_code == 422
    assert nora.post("/privacy/retention/people/", {"days": "365", "is_on": "on"}).status_code == 303
    kept = Retention.objects.get(kind="people")
    assert (kept.days, kept.is_on) == (365, True)
    assert "Hoy se borrarían 0" in nora.get("/privacy/?try=people").text
