"""Designing forms: drafts change freely, the world sees what was published, and every text of consent is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from dueto.apps.base.models import ConsentText
from dueto.apps.base.purposes import CONTACT
from dueto.apps.forms.actions import (
    UnableToDesign,
    archive_form,
    change_design,
    make_form,
    publish_form,
    restore_form,
    send,
)
from dueto.apps.forms.actions.designs import problems
from dueto.apps.forms.design import Asking, Design, Makes, Question, design_from
from dueto.apps.forms.queries.published import Archived, listed, published, versions_of
from dueto.apps.handoff.board.score import score
from dueto.apps.journal.models import Entry
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.domain.basics.term import Term
from dueto.domain.commitments.period import period_of
from dueto.domain.lifecycle.stages import Stage
from tests.cast import Cast
from tests.web.forms.designs import GUIDE
from tests.web.forms.designs import published as publish
from tests.web.people.world import agreement

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_world_sees_what_was_published_until_it_is_published_again(cast: Cast) -> None:
    form = publish("guia", by=cast.lucia.pk, at=cast.at)
    changed = replace(GUIDE, title=Term("Otra", "Another"))
    change_design(form_id=form.pk, design=changed, agreement=agreement(), by=cast.lucia.pk, at=cast.at + HOUR)
    before = published("guia", agreement())

    publish_form(form_id=form.pk, agreement=agreement(), by=cast.lucia.pk, at=cast.at + HOUR)
    publish_form(form_id=form.pk, agreement=agreement(), by=cast.lucia.pk, at=cast.at + HOUR)
    after = published("guia", agreement())

    assert before is not None
    assert after is not None
    assert (before.design.title.es, before.number) == ("Guía", 1)
    assert (after.design.title.es, after.number) == ("Otra", 2)
    assert [one.number for one in versions_of("guia")] == [2, 1]
    tags = list(Entry.objects.filter(subject="form").order_by("id").values_list("tag", flat=True))
    assert tags == ["form:design:made", "form:design:published", "form:design:changed", "form:design:published"]


def test_every_text_of_consent_can_be_read_again_word_by_word(cast: Cast) -> None:
    form = publish("guia", by=cast.lucia.pk, at=cast.at)
    reworded = replace(GUIDE, consents=(Asking(CONTACT, Term("Otro texto.", "Another text.")),))
    change_design(form_id=form.pk, design=reworded, agreement=agreement(), by=cast.lucia.pk, at=cast.at)
    publish_form(form_id=form.pk, agreement=agreement(), by=cast.lucia.pk, at=cast.at + HOUR)

    kept = set(ConsentText.objects.values_list("purpose", "language", "text"))

    assert ("contact", "es", "Acepto que me respondan.") in kept
    assert ("contact", "es", "Otro texto.") in kept
    assert ("newsletter", "en", "Send me news.") in kept


def test_a_form_of_the_agreement_is_there_until_somebody_designs_it(cast: Cast) -> None:
    assert published("calculadora", agreement()) is not None
    publish("calculadora", by=cast.mara.pk, at=cast.at, counts_as="calculadora")

    found = published("calculadora", agreement())

    assert found is not None
    assert found.version_id is not None
    assert [one.name for one in listed(agreement())][:1] == ["contacto"]
    assert published("nada", agreement()) is None


def test_put_away_it_says_so_and_comes_back_as_it_was(cast: Cast) -> None:
    form = publish("guia", by=cast.mara.pk, at=cast.at)

    for _ in range(2):
        archive_form(form_id=form.pk, by=cast.mara.pk, at=cast.at)
    with pytest.raises(Archived):
        published("guia", agreement())
    restore_form(form_id=form.pk, by=cast.mara.pk, at=cast.at)

    assert published("guia", agreement()) is not None
    assert Entry.objects.filter(tag="form:design:archived").count() == 1


@pytest.mark.parametrize("name", ["", "Ñandú", "a b", "-a", "new", "x" * 61, "<script>", "../x"])
def test_an_address_is_small_letters_digits_and_hyphens(cast: Cast, name: str) -> None:
    with pytest.raises(UnableToDesign) as refused:
        make_form(name=name, design=GUIDE, by=cast.mara.pk, at=cast.at)
    assert list(refused.value.says) == ["name"]


def test_two_forms_never_have_one_address(cast: Cast) -> None:
    make_form(name="guia", design=GUIDE, by=cast.mara.pk, at=cast.at)
    with pytest.raises(UnableToDesign):
        make_form(name="guia", design=GUIDE, by=cast.mara.pk, at=cast.at)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"questions": (Question("company", True),)}, "questions"),
        ({"questions": (Question("phone"),), "opts_in": True}, "questions"),
        ({"questions": (Question("email"), Question("nothing"))}, "questions"),
        ({"consents": (Asking(CONTACT, Term("", "")),)}, "consents"),
        ({"consents": (Asking(CONTACT, Term("a", "a"), is_required=False),)}, "consents"),
        ({"makes": Makes.NEWSLETTER, "consents": (Asking(CONTACT, Term("a", "a")),)}, "consents"),
        ({"makes": Makes.DOWNLOAD}, "content"),
        ({"content": 99}, "content"),
        ({"makes": Makes.NEWSLETTER, "counts_as": "hablar-con-ventas"}, "counts_as"),
        ({"counts_as": " "}, "counts_as"),
        ({"goes_to": "https://malo.example/"}, "goes_to"),
        ({"goes_to": "//malo.example"}, "goes_to"),
        ({"languages": ()}, "languages"),
    ],
)
def test_what_cannot_be_published_says_why(cast: Cast, changed: dict[str, object], field: str) -> None:
    design: Design = replace(GUIDE, **changed)  # type: ignore[arg-type]
    assert field in problems(design, agreement())

    form = make_form(name="guia", design=design, by=cast.mara.pk, at=cast.at)
    with pytest.raises(UnableToDesign):
        publish_form(form_id=form.pk, agreement=agreement(), by=cast.mara.pk, at=cast.at)


def test_a_draft_that_changes_nothing_is_not_journalled(cast: Cast) -> None:
    form = make_form(name="guia", design=GUIDE, by=cast.mara.pk, at=cast.at)

    change_design(
        form_id=form.pk, design=design_from(form.draft), agreement=agreement(), by=cast.mara.pk, at=cast.at
    )  # fmt: skip

    assert not Entry.objects.filter(tag="form:design:changed").exists()


def test_a_download_hands_nobody_to_sales_although_the_agreement_came_to_do_so(cast: Cast) -> None:
    """Whoever fetches a guide is somebody interested, on the board too; only who asks for an answer starts a clock."""
    values = {"full_name": "Ana Sol", "email": "ana@sol.example", "company": "Sol", "role": "jefa de calidad",
              "country": "PE", "sector": "alimentos", "sites": "7"}  # fmt: skip
    people = {}
    for makes in (Makes.DOWNLOAD, Makes.INQUIRY):
        design = replace(GUIDE, counts_as="hablar-con-ventas", makes=makes, most=0)
        told = values | {"email": f"{makes}@{makes}.example", "full_name": f"Ana {makes}", "company": str(makes)}
        sent = send(
            agreement=agreement(), name="guia", design=design, version_id=None, values=told, asked=None,
            agreed={CONTACT: "Acepto."}, language="es", at=cast.at,
        )  # fmt: skip
        assert sent.person_id is not None
        people[makes] = sent.person_id
    judge(person_ids=list(people.values()), at=cast.at)

    assert [lead.person_id for lead in Lead.objects.all()] == [people[Makes.INQUIRY]]
    day = period_of("day", as_of=cast.at, zone=ZoneInfo("America/Lima"))
    assert score(day, as_of=cast.at + HOUR).counts[Stage.INQUIRY] == 2
