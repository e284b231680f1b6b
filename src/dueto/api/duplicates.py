"""Searching for duplicates, and companies that were merged."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Query, Router, Schema, Status

from dueto.api.calls import Call, Id, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.apps.base.actions import UnableToMerge
from dueto.apps.stewardship.actions import ask_for_search, separate_companies
from dueto.apps.stewardship.queries.searches import latest_merges, seeking

router = Router()
READ, WRITE = Token("merges:read"), Token("merges:write")
Kind = Literal["person", "company"]


class SearchAsked(Given):
    """Among whom to search."""

    kind: Kind


class SearchOut(Schema):
    """How a search goes on, or how the last one ended."""

    is_under_way: bool
    stage: str
    looked_at: int
    found: int
    asked_at: datetime
    ended_at: datetime | None
    failed: bool


class CompaniesMerged(Schema):
    """A merge of two companies that stands."""

    id: int
    kept: int
    names: list[str]
    by: str
    merged_at: datetime


@router.post("/duplicates/searches", auth=WRITE, response={202: SearchOut}, summary="Ask for a search of duplicates")
def ask(request: Call, wanted: SearchAsked) -> Status[SearchOut]:
    """Let the worker search; one that is under way already is the answer."""
    ask_for_search(kind=wanted.kind, by=request.auth.made_by, at=request.now)
    return Status(202, SearchOut.from_orm(seeking(wanted.kind)))


@router.get("/duplicates/searches", auth=READ, response=list[SearchOut], summary="See how the last search went")
def last_search(request: Call, kind: Kind = "person") -> list[SearchOut]:
    """Return the search that is under way or the last one; nothing before the first."""
    found = seeking(kind)
    return [SearchOut.from_orm(found)] if found is not None else []


@router.get("/companies/merges", auth=READ, response=list[CompaniesMerged], summary="List merged companies")
def merged_companies(request: Call, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> list[CompaniesMerged]:
    """Return the merges of companies that stand, the latest first."""
    return [
        CompaniesMerged(id=one.merge_id, kept=one.kept_id, names=[one.kept, one.gone], by=one.by,
                        merged_at=one.merged_at)
        for one in latest_merges("company", limit=limit)
    ]  # fmt: skip


@router.delete("/companies/merges/{int:merge_id}", auth=WRITE, response={204: None}, summary="Separate two companies")
def separate(request: Call, merge_id: Id) -> Status[None]:
    """Undo a merge of companies: people and opportunities are where they were."""
    try:
        separate_companies(merge_id=merge_id, by=request.auth.made_by, at=request.now)
    except UnableToMerge as unable:
        raise refusal(unable.says, at="path/merge_id") from None
    return Status(204, None)
