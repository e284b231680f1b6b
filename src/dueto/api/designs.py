"""Designing forms: drafts, the version that the world sees, and the numbers of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

from django.db import transaction
from ninja import Field, Path, Router, Schema, Status

from dueto.api.calls import Call, maker
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given, Whole
from dueto.api.problems import Problem, in_english
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.access import designed_form_for, form_for
from dueto.apps.forms.actions import (
    UnableToDesign,
    archive_form,
    change_design,
    make_form,
    publish_form,
    restore_form,
)
from dueto.apps.forms.design import design_from
from dueto.apps.forms.queries.published import listed
from dueto.apps.leads.queries.figures import figures
from dueto.apps.team.access import NoSuch
from dueto.apps.team.rights import Right
from dueto.domain.agreement.agreement import Agreement

if TYPE_CHECKING:
    from dueto.apps.forms.models import Form

router = Router()
READ, WRITE = Token("forms:read"), Token("forms:write")
Name = Annotated[str, Path(max_length=60)]
New = Annotated[str, Path(max_length=60, pattern="^[a-z0-9]+(-[a-z0-9]+)*$", description="its address, for ever")]
Long = Annotated[str, Field(max_length=4000)]
CONFLICT = {"responses": {409: {"$ref": "#/components/responses/Conflict"}}}


class Words(Given):
    """A text in both languages; one may be empty."""

    es: Long = ""
    en: Long = ""


class Asked(Given):
    """One question. Without a label it is called as the agreement calls its field."""

    field: str = Field(min_length=1, max_length=60)
    required: Flag = False
    label: Words = Words()
    help: Words = Words()
    answers: list[Annotated[str, Field(min_length=1, max_length=120)]] = Field([], max_length=60)


class Consented(Given):
    """One text of consent."""

    purpose: Literal["contact", "newsletter"]
    text: Words = Words()
    required: Flag = True


class DesignOf(Given):
    """What a form asks and says. `most`: how many questions at once, 0 for all; `content` is what it opens."""

    questions: list[Asked] = Field(max_length=30)
    consents: list[Consented] = Field([Consented(purpose="contact")], max_length=2)
    title: Words = Words()
    intro: Words = Words()
    languages: list[Literal["es", "en"]] = Field(["es", "en"], min_length=1, max_length=2)
    makes: Literal["inquiry", "download", "newsletter"] = "inquiry"
    counts_as: str = Field(min_length=1, max_length=100, description="the name by which rules of the agreement know it")
    page: str = Field("", max_length=300)
    progressive: Flag = True
    most: Whole = Field(0, ge=0, le=30)
    opts_in: Flag = False
    content: Whole | None = Field(None, ge=1, le=2**63 - 1)
    thanks: Words = Words()
    goes_to: str = Field("", max_length=300)


class DesignedOut(Schema):
    """A form as it is edited. `number` is the version that the world sees, 0 for none."""

    name: str
    number: int
    is_changed: bool = Field(description="whether the draft says something else than what the world sees")
    is_archived: bool
    design: DesignOf


class NumbersOut(Schema):
    """What became of a form in the last ninety days."""

    name: str
    seen: int
    begun: int
    sent: int
    refused: int
    confirmed: int
    awaiting: int
    people: int
    qualified: int
    accepted: int


@router.get("/forms/{name}/numbers", auth=READ, response=NumbersOut, summary="Read the numbers of a form")
def read_numbers(request: Call, name: Name) -> NumbersOut:
    """Return how often a form was seen and sent, and what became of those who sent it."""
    version = in_force(request.now)
    form = next((one for one in listed(version.agreement if version else None) if one.name == name), None)
    if form is None:
        raise NoSuch(name)
    own = figures([form], as_of=request.now)[name]
    return NumbersOut(name=name, **{one: getattr(own, one) for one in NumbersOut.model_fields if one != "name"})


@router.get("/forms/{name}/draft", auth=READ, response=DesignedOut, summary="Read a form as it is edited")
def read_draft(request: Call, name: Name) -> DesignedOut:
    """Return the draft of a form that somebody designed."""
    return _shown(_form(request, name))


@router.put(
    "/forms/{name}/draft", auth=WRITE, response={200: DesignedOut, 201: DesignedOut}, summary="Begin or change a form",
    openapi_extra=CONFLICT,
)  # fmt: skip
def draw(request: Call, name: New, design: DesignOf) -> Status[DesignedOut]:
    """Put this in the place of the draft, or begin a form by it; the world sees it once it is published."""
    agreement, wanted = _agreement(request), design_from(design.dict())
    by, at = request.auth.made_by, request.now
    form = form_for(maker(request), name)
    with transaction.atomic(), _refusing():
        made = form or make_form(name=name, design=wanted, by=by, at=at)
        change_design(form_id=made.pk, design=wanted, agreement=agreement, by=by, at=at)
    return Status(200 if form else 201, _shown(_form(request, name)))


@router.post(
    "/forms/{name}/publication", auth=WRITE, response=DesignedOut, summary="Publish a form", openapi_extra=CONFLICT
)  # fmt: skip
def publish(request: Call, name: Name) -> DesignedOut:
    """Show the world the draft from now on; twice is harmless."""
    form, agreement = _form(request, name), _agreement(request)
    with _refusing():
        publish_form(form_id=form.pk, agreement=agreement, by=request.auth.made_by, at=request.now)
    return _shown(_form(request, name))


@router.post("/forms/{name}/archive", auth=WRITE, response=DesignedOut, summary="Put a form away")
def archive(request: Call, name: Name) -> DesignedOut:
    """Put it away: its address says so from now on."""
    archive_form(form_id=_form(request, name).pk, by=request.auth.made_by, at=request.now)
    return _shown(_form(request, name))


@router.post("/forms/{name}/restoration", auth=WRITE, response=DesignedOut, summary="Take a form out again")
def restore(request: Call, name: Name) -> DesignedOut:
    """Take it out again, as it was last published."""
    restore_form(form_id=_form(request, name).pk, by=request.auth.made_by, at=request.now)
    return _shown(_form(request, name))


@contextmanager
def _refusing() -> Iterator[None]:
    """Say why a design cannot be taken, each reason at its place."""
    try:
        yield
    except UnableToDesign as unable:
        errors = [{"at": f"body/{name}", "says": in_english(says)} for name, says in unable.says.items()]
        raise Problem(422, "this cannot be taken", errors=errors) from None


def _form(request: Call, name: str) -> Form:
    return designed_form_for(maker(request), name, right=Right.SEE)


def _agreement(request: Call) -> Agreement:
    version = in_force(request.now)
    if version is None:
        raise Problem(409, "no agreement is in force yet")
    return version.agreement


def _shown(form: Form) -> DesignedOut:
    return DesignedOut(
        name=form.name, number=form.version.number if form.version else 0, is_changed=form.is_changed,
        is_archived=form.archived_at is not None, design=DesignOf(**form.draft),
    )  # fmt: skip
