"""The catalogue of content: what there is, what it does, and what lacks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from dueto.api.calls import Call, Id, maker
from dueto.api.files import FILE, sent
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.problems import Problem, in_english
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.access import content_for
from dueto.apps.forms.actions import UnableToKeep, keep_content, restore_content, retire_content
from dueto.apps.forms.actions.content import Described, described_of
from dueto.apps.forms.files import MOST
from dueto.apps.forms.queries.content import catalogue
from dueto.apps.leads.queries.gaps import gaps

if TYPE_CHECKING:
    from dueto.apps.forms.models import Content

router = Router()
READ, WRITE = Token("content:read"), Token("content:write")
Kind = Literal[
    "guide", "checklist", "article", "webinar", "video", "calculator", "comparison", "case", "sheet", "page"
]  # fmt: skip
Short = Annotated[str, Field(min_length=1, max_length=120)]


class ContentIn(Given):
    """What is said of a piece of content. Its file is sent apart."""

    title: str = Field(min_length=1, max_length=200)
    kind: Kind
    stage: Literal["awareness", "consideration", "intent"]
    personas: list[Short] = Field([], max_length=20, description="of the agreement; nobody: for everybody")
    topics: list[Short] = Field([], max_length=20)
    language: Literal["es", "en"] = "es"
    summary: str = Field("", max_length=500)
    page: str = Field("", max_length=300, examples=["/guias"], description="its page on the site")
    link: str = Field("", max_length=500, description="where it lies elsewhere")


class ContentOut(Schema):
    """One piece of content, and what came of it."""

    id: int
    title: str
    kind: str
    stage: str
    personas: list[str]
    topics: list[str]
    language: str
    summary: str
    page: str
    link: str
    file_name: str
    file_size: int
    visits: int
    downloads: int
    people: int
    qualified: int
    accepted: int
    counted_at: datetime | None
    retired_at: datetime | None


class GapOut(Schema):
    """One thing that lacks: something `asked` for, a `topic` that people care for, or a `cell` of stage and persona."""

    kind: str
    item: str
    topic: str
    stage: str
    persona: str
    people: int
    accepted: int


@router.get("/content", auth=READ, response=list[ContentOut], summary="List content")
def list_content(
    request: Call, retired: Annotated[bool, Query(description="also what was taken out")] = False
) -> list[ContentOut]:
    """Return the catalogue by stage and title."""
    return [ContentOut.from_orm(one) for one in catalogue(retired=retired)]


@router.get("/content/gaps", auth=READ, response=list[GapOut], summary="List what lacks")
def list_gaps(request: Call) -> list[GapOut]:
    """Return what nobody has made, the dearest first."""
    version = in_force(request.now)
    found = gaps(catalogue(), version.record if version else {}, as_of=request.now)
    return [GapOut.from_orm(one) for one in found]


@router.get("/content/{int:content_id}", auth=READ, response=ContentOut, summary="Read one piece of content")
def read_content(request: Call, content_id: Id) -> ContentOut:
    """Return one piece of content."""
    return ContentOut.from_orm(content_for(maker(request), content_id))


@router.post("/content", auth=WRITE, response={201: ContentOut}, summary="Add content")
def add_content(request: Call, said: ContentIn, response: HttpResponse) -> Status[ContentOut]:
    """Put something into the catalogue."""
    made = _kept(request, said)
    response.headers["Location"] = f"/api/v1/content/{made.pk}"
    return Status(201, ContentOut.from_orm(made))


@router.put("/content/{int:content_id}", auth=WRITE, response=ContentOut, summary="Change content")
def change_content(request: Call, content_id: Id, said: ContentIn) -> ContentOut:
    """Say something else of it; its file stays."""
    return ContentOut.from_orm(_kept(request, said, content_for(maker(request), content_id).pk))


@router.put(
    "/content/{int:content_id}/file", auth=WRITE, response=ContentOut, summary="Send its file", openapi_extra=FILE
)
def keep_its_file(
    request: Call, content_id: Id, name: Annotated[str, Query(min_length=1, max_length=200, examples=["guia.pdf"])]
) -> ContentOut:
    """Keep a file of at most 50 MB in the place of the one before it; a form that opens it hands it over."""
    content = content_for(maker(request), content_id)
    with sent(request, name=name, most=MOST) as upload:
        try:
            keep_content(
                described_of(content), upload=upload, content_id=content.pk, by=request.auth.made_by, at=request.now
            )
        except UnableToKeep as unable:
            errors = [{"at": "body", "says": in_english(says)} for says in unable.says.values()]
            raise Problem(422, "this cannot be taken", errors=errors) from None
    return read_content(request, content_id)


@router.post("/content/{int:content_id}/retirement", auth=WRITE, response=ContentOut, summary="Take content out")
def retire(request: Call, content_id: Id) -> ContentOut:
    """Take it out of the catalogue; what it did stays on record."""
    retire_content(content_id=content_for(maker(request), content_id).pk, by=request.auth.made_by, at=request.now)
    return read_content(request, content_id)


@router.post("/content/{int:content_id}/return", auth=WRITE, response=ContentOut, summary="Put content back")
def restore(request: Call, content_id: Id) -> ContentOut:
    """Put it back into the catalogue."""
    restore_content(content_id=content_for(maker(request), content_id).pk, by=request.auth.made_by, at=request.now)
    return read_content(request, content_id)


def _kept(request: Call, said: ContentIn, content_id: int | None = None) -> Content:
    version = in_force(request.now)
    personas = {one["name"] for one in version.record.get("personas", ())} if version else set()
    if unknown := sorted(set(said.personas) - personas):
        errors = [{"at": "body/personas", "says": f"no such persona: {len(unknown)} of them"}]
        raise Problem(422, "this cannot be taken", errors=errors)
    described = Described(
        title=said.title, kind=said.kind, stage=said.stage, personas=tuple(said.personas), topics=tuple(said.topics),
        language=said.language, summary=said.summary, page=said.page, link=said.link,
    )  # fmt: skip
    try:
        return keep_content(described, content_id=content_id, by=request.auth.made_by, at=request.now)
    except UnableToKeep as unable:
        errors = [{"at": f"body/{name}", "says": in_english(says)} for name, says in unable.says.items()]
        raise Problem(422, "this cannot be taken", errors=errors) from None
