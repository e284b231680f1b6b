"""Designing forms: the draft changes freely, the world sees the version that was published last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction

from dueto.apps.base.actions import keep_text
from dueto.apps.base.purposes import NEWSLETTER
from dueto.apps.forms.design import HANDLES, Design, Makes, design_from, filled
from dueto.apps.forms.models import Content, Form, FormVersion
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.condition import atoms_of

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"new", "confirm", "d"})
PAGE = re.compile(r"/(?!/)[^\s?#\\]*")
MOST_QUESTIONS = 30


class UnableToDesign(Exception):
    """Why a form cannot be made, changed or published as it stands: every reason at once, each by its field."""

    def __init__(self, says: dict[str, Message]) -> None:
        super().__init__("; ".join(str(one) for one in says.values()))
        self.says = says


@transaction.atomic
def make_form(*, name: str, design: Design, by: int, at: datetime) -> Form:
    """Return the form begun under `name`, which is its address and stays."""
    name = name.strip().lower()
    if not NAME.fullmatch(name) or len(name) > 60 or name in RESERVED:
        raise UnableToDesign({"name": say("small letters, digits and hyphens, like guia-de-frio")})
    try:
        with transaction.atomic():
            form = Form.objects.create(name=name, draft=design.to_tree(), created_at=at, changed_at=at)
    except IntegrityError:
        raise UnableToDesign({"name": say("there is a form of this name already")}) from None
    record(Tag.FORM_MADE, subject="form", subject_id=form.pk, by=by, at=at, details={"form": name})
    return form


@transaction.atomic
def change_design(*, form_id: int, design: Design, agreement: Agreement, by: int, at: datetime) -> Form:
    """Return the form with another draft; what cannot be is refused whole."""
    if wrong := dict(_wrong_in_draft(design, agreement)):
        raise UnableToDesign(wrong)
    form = Form.objects.select_for_update().get(pk=form_id)
    tree = design.to_tree()
    if form.draft != tree:
        changed = sorted(name for name in tree if tree[name] != form.draft.get(name))
        form.draft, form.changed_at = tree, at
        form.save(update_fields=["draft", "changed_at"])
        record(
            Tag.FORM_CHANGED, subject="form", subject_id=form.pk, by=by, at=at,
            details={"form": form.name, "changed": changed},
        )  # fmt: skip
    return form


@transaction.atomic
def publish_form(*, form_id: int, agreement: Agreement, by: int, at: datetime) -> FormVersion:
    """Return the version that the world sees from now on. Its texts of consent are kept word by word.

    What the world sees already is not published again.
    """
    form = Form.objects.select_for_update().get(pk=form_id)
    if form.version is not None and form.archived_at is None and not form.is_changed:
        return form.version
    design = design_from(form.draft)
    if wrong := problems(design, agreement):
        raise UnableToDesign(wrong)
    number = (form.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    version = FormVersion.objects.create(
        form=form, number=number, design=form.draft, published_at=at, published_by_id=by
    )
    for one in design.consents:
        text = filled(one.text)
        for language in design.languages:
            keep_text(text.said_in(language), purpose=one.purpose, language=language, at=at)
    form.version, form.archived_at = version, None
    form.save(update_fields=["version", "archived_at"])
    record(
        Tag.FORM_PUBLISHED, subject="form", subject_id=form.pk, by=by, at=at,
        details={"form": form.name, "number": number},
    )  # fmt: skip
    return version


@transaction.atomic
def archive_form(*, form_id: int, by: int, at: datetime) -> None:
    """Put a form away: its address says so from now on, what came in by it stays."""
    if Form.objects.filter(pk=form_id, archived_at=None).update(archived_at=at):
        name = Form.objects.values_list("name", flat=True).get(pk=form_id)
        record(Tag.FORM_ARCHIVED, subject="form", subject_id=form_id, by=by, at=at, details={"form": name})


@transaction.atomic
def restore_form(*, form_id: int, by: int, at: datetime) -> None:
    """Take a form out again, as it was last published."""
    if Form.objects.filter(pk=form_id).exclude(archived_at=None).update(archived_at=None):
        name = Form.objects.values_list("name", flat=True).get(pk=form_id)
        record(Tag.FORM_RESTORED, subject="form", subject_id=form_id, by=by, at=at, details={"form": name})


def problems(design: Design, agreement: Agreement) -> dict[str, Message]:
    """Return why the design cannot be published as it stands, each reason by its field; empty if it can."""
    return dict(_wrong_to_publish(design, agreement))


def fast_tracks(agreement: Agreement) -> frozenset[str]:
    """Return the names of forms that hand somebody to sales at once."""
    named: set[str] = set()
    for definition in agreement.definitions:
        for rule in definition.fast_track:
            if rule.activity == "form":
                for atom in atoms_of(rule.where):
                    if atom.field == "form":
                        named |= set(map(str, atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)))
    return frozenset(named)


def _wrong_in_draft(design: Design, agreement: Agreement) -> Iterator[tuple[str, Message]]:
    unknown = [name for name in design.fields if name not in agreement.fields]
    if unknown:
        yield "questions", say("the agreement has no field {field}", field=unknown[0])
    if len(design.questions) > MOST_QUESTIONS or len(set(design.fields)) < len(design.questions):
        yield "questions", say("at most {most} questions, each once", most=MOST_QUESTIONS)
    if not design.languages:
        yield "languages", say("in one language at least")
    if design.page and not PAGE.fullmatch(design.page):
        yield "page", say("a path of the company's site, like /guias")
    if design.goes_to and not PAGE.fullmatch(design.goes_to):
        yield "goes_to", say("a path of the company's site, like /gracias")
    if not design.counts_as.strip() or len(design.counts_as) > 100:
        yield "counts_as", say("the name by which the rules of the agreement know it")
    if design.makes is not Makes.INQUIRY and design.counts_as in fast_tracks(agreement):
        yield "counts_as", say("by this name whoever sends it goes to sales at once; only an inquiry may count so")
    if design.content is not None and not Content.objects.filter(pk=design.content, retired_at=None).exists():
        yield "content", say("this is not in the content any more")
    if design.content is not None and design.goes_to:
        yield "goes_to", say("the file is handed over on our page of thanks, so the form cannot lead elsewhere")


def _wrong_to_publish(design: Design, agreement: Agreement) -> Iterator[tuple[str, Message]]:
    yield from _wrong_in_draft(design, agreement)
    mail = design.question("email")
    if not set(HANDLES) & set(design.fields):
        yield "questions", say("an e-mail or a phone must be asked, so that somebody can answer")
    elif (design.opts_in or design.makes is Makes.NEWSLETTER) and not (mail and mail.is_required):
        yield "questions", say("what is sent or confirmed by mail needs the e-mail as a required question")
    if not any(one.is_required for one in design.consents):
        yield "consents", say("one consent must be required: without it nothing may be kept")
    if not all(one.text.es or one.text.en for one in design.consents):
        yield "consents", say("every consent needs its text")
    if design.makes is Makes.NEWSLETTER and not any(one.purpose == NEWSLETTER for one in design.consents):
        yield "consents", say("a newsletter needs the consent to be written to")
    if design.makes is Makes.DOWNLOAD and design.content is None:
        yield "content", say("choose what is downloaded")
