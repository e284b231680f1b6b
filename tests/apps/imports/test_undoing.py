"""An import is taken back exactly, but for those on whom something later hangs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.actions import note
from dueto.apps.base.models import Card, Company, Fact, Person, Stirred
from dueto.apps.imports.models import Import, Kept
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Verdict
from dueto.apps.stewardship.models import Item
from tests.apps.imports.lists import bring, crowd, csv_of, rows, undo
from tests.cast import AT, Cast
from tests.thread import browse, crossed, fill, visit

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
THREE = csv_of(
    (f"Persona {n}", f"p{n}@frio{n}.example", "", f"Frío {n}", "Calidad", "PE", "6", "alimentos") for n in range(3)
)


def person(mail: str) -> Person:
    return Person.objects.get(card__email=mail)


def test_who_was_known_before_is_as_before(cast: Cast) -> None:
    rocio = fill("contacto", at=AT)
    card = Card.objects.values().get(person=rocio)
    before = rows()
    came = bring(
        "Nombre,Correo,Teléfono,Cargo,Sedes,Ciudad\n"
        "Rocío,rocio.tello@puntabrava.example,+51 1 441 7000,Directora,9,Ica\n",
        at=LATER, updates={"role": "always"},
    )  # fmt: skip
    assert Card.objects.get(person=rocio).role == "Directora"

    Stirred.objects.all().delete()
    undo(came.pk, at=LATER)
    assert rows() == before
    assert Card.objects.values().get(person=rocio) == card
    assert list(Stirred.objects.values_list("person_id", flat=True)) == [rocio]
    assert set(Entry.objects.filter(subject="import").values_list("tag", flat=True)) == {
        Tag.IMPORT_BEGUN, Tag.IMPORT_STARTED, Tag.IMPORT_ENDED, Tag.IMPORT_UNDOING, Tag.IMPORT_UNDONE,
    }  # fmt: skip


def test_somebody_who_did_something_since_stays_whole(cast: Cast) -> None:
    came = bring(THREE)
    fill("contacto", at=LATER, visitor="v1", email="p0@frio0.example", phone="")
    note(person_id=person("p1@frio1.example").pk, text="llamar en julio", by=cast.mara.pk, at=LATER)
    undone = undo(came.pk, at=LATER)

    assert undone.counts["gone"] == 1
    assert {card.email for card in Card.objects.all()} == {"p0@frio0.example", "p1@frio1.example"}
    assert dict(Kept.objects.values_list("person__card__email", "because")) == {
        "p0@frio0.example": "known_otherwise", "p1@frio1.example": "worked_with",
    }  # fmt: skip
    assert Fact.objects.filter(identity__person=person("p1@frio1.example"), field="role").exists()
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Frío 0", "Frío 1"]


def test_somebody_with_an_open_lead_stays(cast: Cast) -> None:
    came = bring(THREE)
    handoff = crossed(at=LATER, visitor="v2", email="p2@frio2.example", phone="")
    undo(came.pk, at=LATER)
    assert Person.objects.filter(pk=handoff.lead.person_id).exists()


def test_a_verdict_goes_with_its_person(cast: Cast) -> None:
    came = bring(THREE)
    judge(person_ids=list(Person.objects.values_list("pk", flat=True)), at=LATER)
    assert Verdict.objects.exists()
    undo(came.pk, at=LATER)
    assert not Verdict.objects.exists()
    assert not Person.objects.exists()


def test_what_the_steward_would_mend_holds_nobody(cast: Cast) -> None:
    came = bring(THREE)
    for one in Person.objects.all():
        Item.objects.create(kind="gap", person=one, field="employees", seen_at=LATER)
    undo(came.pk, at=LATER)
    assert not Item.objects.exists()
    assert not Person.objects.exists()


def test_a_later_list_keeps_what_it_found(cast: Cast) -> None:
    first = bring(THREE)
    second = bring(THREE.replace("Calidad", "Operaciones"), at=LATER, updates={"role": "always"})
    assert second.counts["changed"] == 3
    undo(first.pk, at=LATER)
    assert Person.objects.count() == 3
    undo(second.pk, at=LATER)
    assert set(Card.objects.values_list("role", flat=True)) == {"Calidad"}


def test_visits_that_were_sewn_on_stay_with_their_person(cast: Cast) -> None:
    came = bring(THREE)
    browse(visit("/precios", at=LATER, visitor="v9"), at=LATER)
    fill("contacto", at=LATER, visitor="v9", email="p0@frio0.example", phone="")
    undo(came.pk, at=LATER)
    assert person("p0@frio0.example").identities.filter(kind="visitor").exists()


def test_undone_it_can_come_in_again(cast: Cast) -> None:
    first = bring(crowd(30))
    once = rows()
    undo(first.pk)
    again = bring(crowd(30))
    assert again.counts["new"] == 30
    assert rows() == once
    assert Import.objects.get(pk=first.pk).state == "undone"
