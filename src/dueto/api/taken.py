"""What leaves the house as a file: a list as CSV or XLSX, and everything that is held at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final, Literal

from django.http import StreamingHttpResponse
from ninja import Field, Router

from dueto.adapters.writers.separated import Cell, separated
from dueto.adapters.writers.streamed import streamed
from dueto.adapters.writers.workbook import workbook
from dueto.api.calls import Call, insist, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.prospects import Sought, insist_on_known, insist_on_shown, meant
from dueto.apps.base.queries.known import told_of
from dueto.apps.leads.actions.exporting import note_export
from dueto.apps.leads.addressed import kept
from dueto.apps.leads.queries.pieces import pieces
from dueto.apps.leads.queries.prospects import Prospect, rows_of
from dueto.apps.privacy.actions import take_out
from dueto.apps.privacy.everything import everything
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say

router = Router()
NOBODY: Final = say("nobody is chosen")
CSV, ZIP = "text/csv", "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN: Final = (
    "id", "name", "role", "company", "country", "email", "phone", "verdict", "missing", "fit", "behaviour",
    "last_act_at", "channel", "campaign", "owner", "created_at",
)  # fmt: skip
Number = Annotated[int, Field(strict=True, ge=1, le=10**15 - 1)]


def file_of(*kinds: str, says: str) -> dict[str, dict[int, object]]:
    """Return how an answer is described that is a file."""
    shape = {"schema": {"type": "string", "format": "binary"}}
    return {"responses": {200: {"description": says, "content": dict.fromkeys(kinds, shape)}}}


class ListTaken(Given):
    """Which list: `people` by their ids, or else everybody whom `conditions` mean; and as what."""

    format: Literal["csv", "xlsx"] = "csv"
    people: list[Number] = Field([], max_length=500)
    conditions: Sought | None = Field(None, description="`{}` means everybody; only where nobody is named")
    columns: list[Annotated[str, Field(min_length=1, max_length=60)]] = Field(
        [], max_length=60, description="data of the agreement besides; nothing personal"
    )


@router.post(
    "/prospects/files", auth=Token("people:read"), summary="Take a list as a file", response={200: None},
    openapi_extra=file_of(CSV, XLSX, says="the list, its headings in the first row: those of `/prospects`"),
)  # fmt: skip
def take_list(request: Call, wanted: ListTaken) -> StreamingHttpResponse:
    """Return a list as CSV or XLSX, written while it is sent; that it was taken is in the journal.

    Whoever made the token has to be allowed to work on the base.
    """
    insist(request, Right.WORK_BASE)
    if not wanted.people and wanted.conditions is None:
        raise refusal(NOBODY, at="body/people")
    asked = wanted.conditions or Sought.model_validate({})
    insist_on_known(request, asked, at="body/conditions")
    told = insist_on_shown(request, wanted.columns, at="body/columns")
    filters, chosen = meant(request, asked), tuple(dict.fromkeys(wanted.people))
    note_export(
        form=wanted.format, columns=[*OWN, *told], conditions=kept(asked.written().urlencode()), chosen=len(chosen),
        by=request.auth.made_by, at=request.now,
    )  # fmt: skip
    whom = [chosen] if chosen else pieces(filters, as_of=request.now)
    rows = _rows(whom, told, filters.definition)
    name = f"prospects-{request.now:%Y-%m-%d}.{wanted.format}"
    if wanted.format == "xlsx":
        return streamed(request, workbook(rows, title="prospects"), kind=XLSX, name=name)
    return streamed(request, separated(rows), kind=f"{CSV}; charset=utf-8", name=name)


@router.post(
    "/everything", auth=Token("everything:copy"), summary="Take everything out", response={200: None},
    openapi_extra=file_of(ZIP, says="a ZIP: people, companies, each table, each version of the agreement"),
)  # fmt: skip
def take_everything(request: Call) -> StreamingHttpResponse:
    """Return everything that is held here, written while it is sent; that it was taken is in the journal."""
    take_out(by=request.auth.made_by, at=request.now)
    return streamed(request, everything(request.now), kind=ZIP, name=f"dueto-{request.now:%Y-%m-%d}.zip")


def _rows(whom: Iterable[tuple[int, ...]], told: Sequence[str], definition: str) -> Iterator[Sequence[Cell]]:
    """Yield the headings, then each person; five queries for some hundred."""
    yield [*OWN, *told]
    for ids in whom:
        known = told_of(ids, told) if told else {}
        for one in rows_of(ids, definition):
            facts = known.get(one.person_id, {})
            yield [*_own(one), *(facts.get(name, "") for name in told)]


def _own(one: Prospect) -> tuple[Cell, ...]:
    origin = one.origin
    return (
        one.person_id, one.name, one.role, one.company, one.country, one.email, one.phone, one.kind,
        ", ".join(one.missing), one.fit, one.behaviour, one.last_act_at, origin.channel if origin else "",
        origin.campaign if origin else "", one.owner, one.created_at,
    )  # fmt: skip
