"""Who is recognised by what, and what a list may change of what is known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.actions import withdraw_consent
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.arrivals import Update
from dueto.apps.base.models import Activity, Card, Company, Consent, Fact, Person
from dueto.apps.base.queries.consents import told_of, who_may_be_contacted
from dueto.apps.imports.actions import UnableToImport
from dueto.apps.imports.models import Import
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from tests.apps.imports.lists import begin, bring, csv_of, rows, undo
from tests.cast import AT, Cast
from tests.thread import fill

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def row(**told: str) -> str:
    """Return a list of one person of whom this is told."""
    return f"{','.join(told)}\n{','.join(told.values())}\n"


def test_the_address_is_the_person_and_a_list_fills_what_is_empty(cast: Cast) -> None:
    rocio = fill("contacto", at=AT)
    came = bring(
        row(Nombre="Rocío Tello Vega", Correo="rocio.tello@puntabrava.example", Ciudad="Paita", Sedes="9"), at=LATER
    )

    assert came.counts["by_email"] == 1
    assert Person.objects.count() == 1
    card = Card.objects.get(person=rocio)
    assert card.full_name == "Rocío Tello"
    facts = dict(Fact.objects.filter(identity__person=rocio).order_by("known_at", "id").values_list("field", "value"))
    assert (facts["city"], facts["sites"]) == ("paita", "9")


def test_a_phone_counts_only_with_the_same_name(cast: Cast) -> None:
    desk = "+51 1 441 7000"
    bring(row(Nombre="Sonia Paz", Teléfono=desk))
    came = bring(row(Nombre="Hugo Salas", Teléfono=desk))
    assert came.counts["new"] == 1
    again = bring(row(Nombre="Hugo Salas", Teléfono=desk, Ciudad="Lima"))
    assert again.counts["by_phone"] == 1
    assert bring(row(Nombre="SONIA  PAZ", Teléfono=desk, Ciudad="Ica")).counts["by_phone"] == 1
    assert Person.objects.count() == 2


def test_a_shared_mailbox_and_a_tax_id_need_the_name_too(cast: Cast) -> None:
    one = {"Correo": "ventas@vallehondo.example", "RUC": "20100070970", "País": "PE"}
    bring(row(Nombre="Sonia Paz", **one))
    assert bring(row(Nombre="Hugo Salas", **one)).counts["new"] == 1
    assert bring(row(Nombre="Hugo Salas", RUC="20100070970", País="PE", Cargo="x")).counts["by_tax_id"] == 1
    assert Person.objects.count() == 2


def test_cards_are_as_if_they_were_made_from_all_that_is_known(cast: Cast) -> None:
    fill("contacto", at=AT)
    known = {"Correo": "rocio.tello@puntabrava.example"}
    for more in ({"Ciudad": "Ica"}, {"Teléfono": "+51 1 441 7000"}, {"Empresa": "Frío Ñandú SAC"}, {"Cargo": "Jefa"}):
        bring(row(**known, **more), at=LATER, updates={"company": "always", "role": "always"})
    bring(row(Nombre="Ana Ríos Ñahui", Correo="ana@frio.example", Empresa="Frio Ñandu", País="Perú"), at=LATER)
    shown = list(Card.objects.order_by("person").values())
    assert [card["role"] for card in shown] == ["Jefa", ""]

    project_cards(Person.objects.values_list("pk", flat=True))
    assert list(Card.objects.order_by("person").values()) == shown


def test_the_rows_of_one_list_know_each_other(cast: Cast) -> None:
    came = bring(
        csv_of(
            [
                ("Ana Ríos", "ana@frio.example", "", "Frío", "", "PE", "", ""),
                ("Ana Ríos", "ana@frio.example", "", "Frío", "Calidad", "PE", "", ""),
                ("Eva Gil", "eva@frio.example", "", "Frio S.A.C.", "", "PE", "", ""),
            ]
        )
    )
    assert (came.counts["new"], came.counts["by_email"]) == (2, 1)
    assert Card.objects.get(email="ana@frio.example").role == "Calidad"
    assert Company.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "listed", "holds"),
    [
        (Update.NEVER, "01/06/2026", "6"), (Update.IF_EMPTY, "01/06/2026", "6"),
        (Update.IF_NEWER, "01/06/2026", "6"), (Update.IF_NEWER, "17/06/2026", "9"),
        (Update.ALWAYS, "01/06/2026", "9"),
    ],
)  # fmt: skip
def test_what_a_list_may_change_is_a_rule(cast: Cast, rule: Update, listed: str, holds: str) -> None:
    rocio = fill("contacto", at=AT)
    content = row(Correo="rocio.tello@puntabrava.example", Sedes="9", Alta=listed)
    bring(
        content, at=AT + timedelta(days=2), updates={"sites": rule.value},
        columns={"columns": {"Correo": "email", "Sedes": "sites"}, "known_at": "Alta", "date_order": "day"},
    )  # fmt: skip
    facts = Fact.objects.filter(identity__person=rocio, field="sites").order_by("known_at", "id")
    assert facts.last().value == holds  # type: ignore[union-attr]


def test_attendance_is_one_act_however_often_it_is_told(cast: Cast) -> None:
    content = "Nombre,Correo,Asistencia\nAna,ana@a.example,Sí\nEva,eva@a.example,No\nLuz,luz@a.example,inscrita\n"
    bring(content, event="Auditorías sin sorpresas", event_kind="webinar", event_on="2026-06-10", channel="webinar")
    assert dict(Activity.objects.values_list("identity__person__card__full_name", "status")) == {
        "Ana": "attended", "Eva": "absent", "Luz": "registered",
    }  # fmt: skip
    again = bring(
        content.replace("Ana,", "Ana Ríos,"), event="Auditorías sin sorpresas", event_kind="webinar", channel="webinar"
    )
    assert again.counts.get("acts", 0) == 0
    assert Activity.objects.count() == 3
    origin = Person.objects.get(card__email="ana@a.example").origin
    assert origin is not None
    assert origin.channel == "webinar"


def test_consent_is_kept_word_for_word_and_a_no_is_a_no(cast: Cast) -> None:
    content = "Nombre,Correo,Acepta comunicaciones\nAna,ana@a.example,Sí\nEva,eva@a.example,No\n"
    bring(content, consent_text="Acepto recibir correos de Nevadal.")
    given = dict(Consent.objects.values_list("identity__person__card__full_name", "is_given"))
    assert given == {"Ana": True, "Eva": False}
    assert len(set(Consent.objects.values_list("text_version", flat=True))) == 1


def test_a_basis_is_a_line_in_the_ledger_of_each_and_goes_with_the_import(cast: Cast) -> None:
    rocio = fill("contacto", at=AT)
    content = "Nombre,Correo,Fecha de alta\nAna,ana@a.example,15/04/2026\nRocío,rocio.tello@puntabrava.example,\n"
    before = rows()
    words = "Tarjetas del stand; aviso de privacidad entregado."
    came = bring(content, at=LATER, basis="interest", basis_text=words, columns={"date_order": "day"})

    ana = Person.objects.get(card__email="ana@a.example")
    [line] = told_of(ana.pk)
    assert (line.purpose, line.is_given, line.basis, line.text) == ("contact", True, "interest", words)
    assert (line.source, line.happened_at.date().isoformat()) == (f"import:{came.pk}", "2026-04-15")
    assert told_of(rocio)[0].basis == "interest"
    assert Entry.objects.get(tag=Tag.IMPORT_STARTED).details["basis"] == "interest"
    again = bring(content, at=LATER, basis="interest", basis_text=words, columns={"date_order": "day"})
    assert again.counts["same"] == 2

    undo(came.pk, at=LATER)
    assert rows() == before
    assert [one.basis for one in told_of(rocio)] == ["consent"]


def test_a_basis_that_we_state_does_not_outweigh_a_no(cast: Cast) -> None:
    content = "Nombre,Correo\nAna,ana@a.example\nEva,eva@a.example\n"
    bring(content)
    ana, eva = (Person.objects.get(card__full_name=name).pk for name in ("Ana", "Eva"))
    withdraw_consent(person_id=ana, source="form", at=AT)
    bring(content, at=LATER, basis="contract")
    assert who_may_be_contacted([ana, eva]) == {eva}
    bring("Nombre,Correo,Acepta comunicaciones\nEva,eva@a.example,No\n", at=LATER)
    bring(content, at=LATER, basis="interest")
    assert who_may_be_contacted([ana, eva]) == set()


def test_a_basis_is_one_of_the_known_ones_and_not_beside_a_text(cast: Cast) -> None:
    for wrong in ({"basis": "porque sí"}, {"basis": "contract", "consent_text": "Acepto."}, {"basis_text": "aviso"}):
        with pytest.raises(UnableToImport) as unable:
            begin(row(Nombre="Ana"), **wrong)
        assert unable.value.field == "basis"


def test_what_was_learned_by_a_list_is_known_from_its_date(cast: Cast) -> None:
    bring("Nombre,Correo,Fecha de alta\nAna,ana@a.example,03/04/2024\n", columns={"date_order": "day"})
    assert {fact.known_at.date().isoformat() for fact in Fact.objects.all()} == {"2024-04-03"}
    assert Import.objects.get().counts["new"] == 1
