"""Forgetting: what goes, what stays, and that no table is left out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from dueto.apps.base.actions import note, tell
from dueto.apps.base.models import Activity, Company, Fact, Handle, Identity, Person, PersonalValue, Word
from dueto.apps.handoff.actions import accept, give_back
from dueto.apps.handoff.models import Clock, Handoff, Notice, Return
from dueto.apps.imports.models import Import, RefusedRow
from dueto.apps.journal.models import Entry
from dueto.apps.leads.models import Lead, Verdict
from dueto.apps.privacy.actions import UnableToErase, erase
from dueto.apps.privacy.holdings import BLANKED, OTHERWISE, holdings, is_personal, ours
from dueto.apps.privacy.models import Erasure
from dueto.apps.privacy.queries.held import counts
from dueto.apps.privacy.traces import traces_of
from dueto.apps.privacy.words import TABLES
from dueto.domain.conditions.fields import STANDARD_FIELDS
from tests.apps.imports.lists import bring, csv_of
from tests.cast import Cast
from tests.thread import browse, crossed, fill, visit

HOUR = timedelta(hours=1)
FREE_TEXT_OF_NOBODY = {"base.ConsentText.text", "team.CallOnce.body"}
"""Long texts that are about nobody in particular."""


def test_every_table_with_personal_values_is_visited() -> None:
    visited = {holding.name for holding in holdings()}

    assert {model._meta.label for model in ours() if is_personal(model)} <= visited | OTHERWISE.keys()


def test_every_table_about_somebody_is_called_something() -> None:
    assert {holding.name for holding in holdings()} <= TABLES.keys()


def test_every_free_text_is_personal_or_emptied() -> None:
    emptied = {f"{name}.{field}" for name, fields in BLANKED.items() for field in fields}
    free = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        if not is_personal(model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField)
    }

    assert free - emptied == FREE_TEXT_OF_NOBODY


def test_personal_rows_go_and_the_rest_stays_by_number(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at), at=cast.at)
    handoff = crossed(at=cast.at)
    person = handoff.lead.person_id
    note(person_id=person, text="Prefiere que la llamen a Rocío por la tarde", by=cast.mara.pk, at=cast.at)
    facts, acts, entries = Fact.objects.count(), Activity.objects.count(), Entry.objects.count()

    erase(person_id=person, by=cast.nora.pk, at=cast.at + HOUR)

    personal = [holding for holding in holdings() if holding.is_personal]
    assert not Word.objects.exists()
    assert not [holding.name for holding in personal if holding.rows([person]).exists()]
    assert (Fact.objects.count(), Activity.objects.count()) == (facts, acts)
    assert Entry.objects.count() == entries + 2  # the lead ended, the person was forgotten
    assert not Verdict.objects.filter(person=person).exists()
    assert Person.objects.get(pk=person).erased_at == cast.at + HOUR
    assert Erasure.objects.get().person_id == person


def test_what_is_said_beforehand_is_what_happens(cast: Cast) -> None:
    """Of each table that the page names: what goes is gone, what stays is there as often as it said."""
    browse(visit("/precios", at=cast.at), at=cast.at)
    handoff = crossed(at=cast.at)
    person = handoff.lead.person_id
    note(person_id=person, text="Prefiere la tarde", by=cast.mara.pk, at=cast.at)
    said_before = {one.name: one for one in counts(person)}
    assert {"leads.Verdict", "leads.Bearer", "base.Handle", "leads.Lead"} <= said_before.keys()

    erase(person_id=person, by=cast.nora.pk, at=cast.at + HOUR)

    written_by_it = {"journal.Entry", "leads.Move", "handoff.Notice"}
    for holding in holdings():
        said = said_before.get(holding.name)
        if said is not None and holding.name not in written_by_it:
            assert holding.rows([person]).count() == said.stays, holding.name


def test_an_open_hand_off_ends_and_the_executive_hears_of_it_without_a_name(cast: Cast) -> None:
    handoff = crossed(at=cast.at)

    erase(person_id=handoff.lead.person_id, by=cast.nora.pk, at=cast.at + HOUR)

    handoff.refresh_from_db()
    lead = Lead.objects.get(pk=handoff.lead_id)
    assert (handoff.state, lead.end, lead.ended_at) == ("withdrawn", "withdrawn", cast.at + HOUR)
    assert not Clock.objects.filter(handoff=handoff, stopped_at=None).exists()
    notice = Notice.objects.get(kind="forgotten")
    assert notice.member_id == handoff.executive_id
    assert notice.details == {}


def test_what_sales_accepted_stays_accepted(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id is not None
    accept(handoff_id=handoff.pk, by=handoff.executive_id, at=cast.at + HOUR)

    erase(person_id=handoff.lead.person_id, at=cast.at + 2 * HOUR)

    assert Handoff.objects.get(pk=handoff.pk).state == "accepted"
    assert Lead.objects.get(pk=handoff.lead_id).end == "withdrawn"


def test_the_words_of_a_return_go_and_its_reason_stays(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id is not None
    give_back(handoff_id=handoff.pk, by=handoff.executive_id, at=cast.at + HOUR, reason="aún investiga",
              note="Rocío pide volver en marzo")  # fmt: skip

    erase(person_id=handoff.lead.person_id, at=cast.at + 2 * HOUR)

    given = Return.objects.get()
    assert (given.note, given.reason) == ("", "aún investiga")


def test_merged_people_go_together(cast: Cast) -> None:
    first = fill("guia", at=cast.at)
    other = fill("guia", at=cast.at, visitor="v-2", email="rocio@gmail.com", phone="+51 900 000 112")
    Identity.objects.filter(person=other).update(person=first)
    Person.objects.filter(pk=other).update(merged_into=first)

    erase(person_id=first, at=cast.at + HOUR)

    assert set(Erasure.objects.values_list("person_id", flat=True)) == {first, other}
    assert not Handle.objects.exists()


def test_nobody_is_forgotten_twice(cast: Cast) -> None:
    person = fill("guia", at=cast.at)
    erase(person_id=person, at=cast.at)

    with pytest.raises(UnableToErase):
        erase(person_id=person, at=cast.at + HOUR)


def test_who_comes_again_by_the_same_address_is_somebody_new(cast: Cast) -> None:
    first = fill("guia", at=cast.at)
    erase(person_id=first, at=cast.at + HOUR)

    again = fill("guia", at=cast.at + 2 * HOUR)

    assert again != first
    assert Handle.objects.get(kind="email").identity.person_id == again


def test_a_company_called_after_its_only_person_loses_its_name(cast: Cast) -> None:
    person = fill("guia", at=cast.at, company="Tello Consultoras EIRL", email="rocio@telloconsultoras.example")

    erase(person_id=person, at=cast.at + HOUR)

    company = Company.objects.get()
    assert (company.name, company.domain) == ("", "")
    assert not Fact.objects.filter(written__icontains="tello").exists()
    assert not Fact.objects.filter(value__icontains="tello").exists()


def test_a_company_of_others_keeps_its_name(cast: Cast) -> None:
    person = fill("guia", at=cast.at)
    fill("guia", at=cast.at, visitor="v-2", email="otra@puntabrava.example", phone="+51 900 000 112")

    erase(person_id=person, at=cast.at + HOUR)

    assert Company.objects.get().name == "Conservas Punta Brava"


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("ROCÍO   tello", True),
        ("/gracias/rocio-tello", True),
        ("rocio.tello%40puntabrava.example", True),
        ("llamar al 900 000 111", True),
        ("0051900000111", True),
        ("jefa de calidad", False),
        ("900 000 112", False),
    ],
)
def test_traces_are_seen_however_they_are_written(cast: Cast, text: str, is_theirs: bool) -> None:
    person = fill("guia", at=cast.at)

    assert traces_of([person]).are_in(text) is is_theirs


def test_a_name_that_slipped_into_other_words_goes_too(cast: Cast) -> None:
    person = fill("guia", at=cast.at)
    row: dict[str, Any] = {"written": "asistente de Rocío Tello", "value": "asistente de rocio tello"}
    Fact.objects.filter(field="role").update(**row)

    erase(person_id=person, at=cast.at + HOUR)

    assert Fact.objects.filter(field="role").values_list("value", "written").get() == ("known", "")
    assert not PersonalValue.objects.exists()


def test_a_sentence_of_their_own_goes_and_what_they_are_stays(cast: Cast) -> None:
    person = fill("guia", at=cast.at)
    said = {
        "need": "Busca refugio para el herbario de su abuela", "timing": "este año",
        "role": "Jefa de calidad y de mejora continua de planta",
    }  # fmt: skip
    for name, value in said.items():
        tell(person_id=person, field=STANDARD_FIELDS[name], value=value, by=cast.mara.pk, at=cast.at)

    erase(person_id=person, at=cast.at + HOUR)

    kept = {field: written or value for field, value, written in Fact.objects.values_list("field", "value", "written")}
    assert kept["need"] == "known"
    assert kept["role"] == said["role"]
    assert kept["timing"] == "este año"


def test_a_cell_of_theirs_that_was_left_out_goes_and_others_stay(cast: Cast) -> None:
    bring(csv_of([("Ana Ríos", "ana.rios@@frio", "+51 987 654 321", "Frío", "", "Perú", "", ""),
                  ("Eva Paz", "eva.paz@@hielo", "+51 987 654 322", "Hielo", "", "Perú", "", "")]))  # fmt: skip
    assert RefusedRow.objects.count() == 2

    erase(person_id=Person.objects.get(card__full_name="Ana Ríos").pk, at=cast.at + HOUR)

    assert [row.cells for row in RefusedRow.objects.all()] == [["eva.paz@@hielo"]]


def test_a_refused_row_that_tells_of_them_goes_however_it_was_written(cast: Cast) -> None:
    bring(csv_of([("Ana Ríos", "ana.rios@frio.example", "+51 987 654 321", "Frío", "", "Perú", "", "")]))
    rows = {
        "name": ["RÍOS, Ana", "-", "Hielo"], "phone": ["", "(987) 654-321"], "mail": ["ANA.RIOS@Frio.example"],
        "other": ["Ana Paz", "ana@frio.example", "987 111 222", "Ríos"],
    }  # fmt: skip
    batch = Import.objects.get()
    for number, (name, stood) in enumerate(rows.items()):
        RefusedRow.objects.create(batch=batch, number=number, reason={"text": name}, cells=[], stood=stood[:3])

    erase(person_id=Person.objects.get(card__full_name="Ana Ríos").pk, at=cast.at + HOUR)

    assert [row.reason["text"] for row in RefusedRow.objects.all()] == ["other"]
