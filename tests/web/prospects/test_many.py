"""Kept lists, further conditions, and what is done with many at once: export, notes, companies."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.test import Client

from dueto.apps.base.models import Company, Note, Person
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads import bulk_work
from dueto.apps.leads.bulk_work import work_on
from dueto.apps.leads.models import Bulk, FirstView, SavedView
from tests.cast import Cast
from tests.web.people.world import People, as_
from tests.web.prospects.test_list import crowd, text_of

pytestmark = pytest.mark.django_db
SITES = "fits.sites.between.2,19"


def sent(client: Client, path: str, data: dict[str, Any]) -> Any:
    """Return what came of posting."""
    return client.post(path, data)


def exported(client: Client, data: dict[str, Any], query: str = "") -> str:
    """Return an export as text."""
    response = client.post(f"/prospects/export/?{query}", {"column": ["name", "email"], "format": "csv", **data})
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_further_conditions_read_as_sentences_with_their_counts(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/conditions/?all=1")

    assert "va de 2 a 19" in page or "de 2 a 19" in page
    assert "Buyer persona: Calidad".casefold() in page.casefold()
    assert "has=fits.sites.between" in page
    assert "/prospects/?country=PE" in page


def test_a_condition_of_the_agreement_narrows_the_list(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), f"/prospects/?has={quote(SITES)}")

    assert "Rocío" in page
    assert "Joaquín" not in page
    assert "chip-off" in page


def test_a_condition_that_the_agreement_has_no_longer_is_said(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/?has=fits.moons.at_least.3")

    assert "1 condición ya no está en el acuerdo" in page
    assert "Joaquín" in page


def test_columns_and_order_are_those_that_are_asked_for(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/?cols=email&cols=fit&sort=newest")

    assert "<dd>rocio@puntabrava.example</dd>" in page
    assert page.index("Brenda") < page.index("Rocío") or page.index("Rocío") < page.index("Brenda")


def test_a_list_is_kept_renamed_shared_opened_first_and_let_go(cast: Cast, people: People) -> None:
    mara, ivan = as_(cast.mara), as_(cast.ivan)
    answer = sent(mara, "/prospects/views/", {"name": "Perú", "conditions": "country=PE&q=secreto&evil=1"})
    view = SavedView.objects.get()
    assert answer.url == f"/prospects/?country=PE&view={view.pk}"
    assert "secreto" not in view.conditions
    assert "Perú" in text_of(mara, "/prospects/?all=1")
    assert "Perú" not in text_of(ivan, "/prospects/?all=1")
    assert sent(ivan, f"/prospects/views/{view.pk}/first/", {}).status_code == 404

    sent(mara, f"/prospects/views/{view.pk}/", {"name": "Del Perú", "shared": "1"})
    assert "Del Perú" in text_of(ivan, "/prospects/?all=1")
    assert sent(ivan, f"/prospects/views/{view.pk}/", {"name": "Mío"}).status_code == 404
    assert sent(ivan, f"/prospects/views/{view.pk}/removal/", {}).status_code == 404

    sent(ivan, f"/prospects/views/{view.pk}/first/", {})
    assert ivan.get("/prospects/").url == f"/prospects/?country=PE&view={view.pk}"
    sent(mara, f"/prospects/views/{view.pk}/", {"name": "Del Perú"})
    assert not FirstView.objects.exists()
    assert ivan.get("/prospects/").status_code == 200

    sent(mara, f"/prospects/views/{view.pk}/removal/", {})
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_or_twice_the_same_is_refused_and_nothing_is_lost(cast: Cast, people: People) -> None:
    mara = as_(cast.mara)
    sent(mara, "/prospects/views/", {"name": "Una", "conditions": "country=PE"})

    for name, said in (("Una", "ya hay una lista"), ("  ", "necesita un nombre")):
        answer = sent(mara, "/prospects/views/", {"name": name, "conditions": "country=CL"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page
        assert 'value="country=CL"' in page


def test_the_chosen_are_exported_and_the_journal_notes_it(cast: Cast, people: People) -> None:
    text = exported(as_(cast.mara), {"person": [people.rocio]}, "q=secreto")

    assert text.splitlines() == ["nombre completo,correo", "Rocío Tello,rocio@puntabrava.example"]
    entry = Entry.objects.get(tag=Tag.PEOPLE_EXPORTED)
    assert entry.by_id == cast.mara.pk
    assert "secreto" not in str(entry.details)


def test_a_whole_list_is_exported_each_person_once(cast: Cast, people: People) -> None:
    ids = crowd(cast, 60)

    lines = exported(as_(cast.mara), {"of": "all", "column": ["id", "sector"]}).splitlines()

    assert len(lines) == len(set(lines)) == 1 + len(ids) + 3
    narrowed = exported(as_(cast.mara), {"of": "all"}, f"has={quote(SITES)}&country=PE").splitlines()
    assert len(narrowed) == 1 + 60 + 1


def test_a_workbook_carries_the_same(cast: Cast, people: People) -> None:
    data = {"person": [people.joaquin], "column": ["name", "country", "fit", "sector"], "format": "xlsx"}
    response = as_(cast.mara).post("/prospects/export/", data)

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active  # type: ignore[attr-defined]
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1][:2] == ["Joaquín Ureña", "Chile"]
    assert isinstance(rows[1][2], int)


@pytest.mark.parametrize(
    ("data", "said"),
    [({"of": "all", "column": []}, "al menos una columna"), ({"column": ["name"]}, "no se eligió a nadie")],
)
def test_an_export_of_nothing_says_so(cast: Cast, people: People, data: dict[str, Any], said: str) -> None:
    answer = as_(cast.mara).post("/prospects/export/", {"format": "csv", **data})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_only_who_works_the_base_takes_lists_with_them(cast: Cast, people: People) -> None:
    for member, status in ((cast.julia, 403), (cast.ines, 403), (cast.olga, 404)):
        data = {"of": "all", "column": ["name"], "format": "csv"}
        assert as_(member).post("/prospects/export/", data).status_code == status
        assert as_(member).get("/prospects/selection/?of=all").status_code == status
    assert not Entry.objects.filter(tag=Tag.PEOPLE_EXPORTED).exists()
    assert 'name="person"' not in text_of(as_(cast.julia), "/prospects/?all=1")


def test_without_a_tick_nobody_is_meant(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/selection/?country=PE")

    assert "No hay nadie marcado" in page
    answer = as_(cast.mara).post("/prospects/bulks/?country=PE", {"action": "note", "said": "hola"})
    assert answer.status_code == 422
    nobody = as_(cast.mara).post("/prospects/bulks/?q=zzzz", {"action": "note", "said": "hola", "of": "all"})
    assert nobody.status_code == 422
    assert not Bulk.objects.exists()


def test_a_selected_record_is_never_dropped_in_silence(cast: Cast, people: People) -> None:
    """Odoo #192926: of those selected some were left out without a word."""
    Person.objects.filter(pk=people.brenda).update(erased_at=cast.at)
    chosen = [people.rocio, people.joaquin, people.brenda]
    mara = as_(cast.mara)

    assert "ya no está en la base y queda fuera" in text_of(
        mara, "/prospects/selection/?" + "&".join(f"person={pk}" for pk in chosen)
    )
    answer = sent(mara, "/prospects/bulks/", {"action": "note", "said": "Llamar en julio", "person": chosen})

    bulk = Bulk.objects.get()
    assert (bulk.selected, bulk.done, bulk.left_out) == (3, 2, {"gone": 1})
    assert bulk.said == ""
    page = text_of(mara, answer.url)
    assert "1: ya no está en la base" in page
    assert set(Note.objects.values_list("person_id", "text")) == {
        (people.rocio, "Llamar en julio"), (people.joaquin, "Llamar en julio"),
    }  # fmt: skip
    assert as_(cast.ivan).get(answer.url).status_code == 404
    assert as_(cast.graciela).get(answer.url).status_code == 200


def test_the_worker_does_many_in_pieces_and_goes_on_where_another_stopped(
    cast: Cast, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_work, "AT_ONCE", 7)
    crowd(cast, 20)
    mara = as_(cast.mara)
    answer = sent(mara, "/prospects/bulks/?country=PE", {"action": "note", "said": "Feria", "of": "all"})
    page = text_of(mara, answer.url)
    assert "La nota se está escribiendo" in page

    done = [work_on(at=cast.at) for _ in range(6)]

    everybody = Person.objects.filter(bears__trait__key="country.pe").count()
    bulk = Bulk.objects.get()
    assert sum(done) == bulk.done == bulk.selected == everybody == Note.objects.filter(text="Feria").count()
    assert bulk.ended_at is not None
    assert work_on(at=cast.at) == 0


def test_companies_are_given_by_whoever_manages(cast: Cast, people: People) -> None:
    data = {"action": "give", "owner": cast.julia.pk, "person": [people.rocio, people.joaquin, people.brenda]}
    assert as_(cast.ivan).post("/prospects/bulks/", data).status_code == 403

    as_(cast.graciela).post("/prospects/bulks/", data)

    bulk = Bulk.objects.get()
    owned = set(Company.objects.filter(owner=cast.julia).values_list("pk", flat=True))
    assert Person.objects.get(pk=people.rocio).company_id in owned
    assert bulk.done + sum(bulk.left_out.values()) == bulk.selected == 3
    assert Entry.objects.filter(tag=Tag.COMPANY_GIVEN).count() == len(owned)
    again = as_(cast.graciela).post("/prospects/bulks/", {**data, "owner": "999999"})
    assert again.status_code == 422


@pytest.mark.parametrize("asked", ["", "country=PE", f"has={quote(SITES)}&country=PE&came=30&active=1", "q=rocio"])
def test_the_number_of_queries_is_fixed(
    cast: Cast, people: People, asked: str, django_assert_max_num_queries: Any
) -> None:
    crowd(cast, 30)
    client = as_(cast.mara)
    client.get("/prospects/?all=1")

    for path, most in (("/prospects/", 32), ("/prospects/conditions/", 26), ("/prospects/selection/", 16)):
        with django_assert_max_num_queries(most):
            assert client.get(f"{path}?all=1&of=all&{asked}").status_code == 200
