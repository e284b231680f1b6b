"""The list of prospects under the same conditions, and with the same columns, as its page and its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from django.http import QueryDict
from ninja import Field, Query, Router, Schema
from pydantic import field_validator

from dueto.api.calls import Call
from dueto.api.cursors import After, Limit, opened, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.problems import Problem
from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.queries.known import told_of
from dueto.apps.leads.addressed import filters_in, unknown_in
from dueto.apps.leads.queries.filters import Filters
from dueto.apps.leads.queries.places import place_in
from dueto.apps.leads.queries.prospects import Prospect, prospects
from dueto.apps.leads.traits import Askable, askable
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.domain.conditions.sentence import sentence

router = Router()
READ = Token("people:read")
Text = Annotated[str, Field(max_length=120)]
Code = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]
SHOWN_ANYWAY: Final = frozenset({"full_name", "role", "company", "country", "email", "phone", "source", "consent"})
Columns = Annotated[
    str, Query(max_length=600, description="data of the agreement to show besides, with commas; nothing personal")
]


class Conditions(Given):
    """What is asked of people, as the address of the page says it; what is left out asks nothing."""

    definition: str = Field("", max_length=200, description="by name; else the first of the agreement")
    verdict: Literal["", "qualified", "one_datum", "not_yet", "disqualified"] = ""
    country: list[Code] = Field([], max_length=12, description="any of these")
    origin: list[Text] = Field([], max_length=12, description="any of these")
    campaign: list[Text] = Field([], max_length=12, description="any of these")
    has: list[Text] = Field(
        [],
        max_length=12,
        description="keys of `/api/v1/conditions`; of personas, stages of buying and states of the lead any will do",
    )
    company: int | None = Field(None, ge=1, le=10**15 - 1)
    owner: int | None = Field(None, ge=1, le=10**15 - 1, description="the member who looks after the company")
    came: Literal["", "7", "30", "90", "365"] = Field("", description="within so many days")
    brought_by: int | None = Field(
        None, ge=1, le=10**15 - 1, description="the import whose list brought something of them"
    )
    active: Literal["", "1"] = Field("", description="1: did something within seven days")
    sort: Literal["", "recent", "nearest", "newest"] = ""

    @field_validator("country", "origin", "campaign", mode="before")
    @classmethod
    def as_several(cls, value: Any) -> Any:
        """Take a single one too."""
        if isinstance(value, list) and len(value) == 1 and value[0] == "":
            return []
        return ([value] if value else []) if isinstance(value, str) else value

    def written(self) -> QueryDict:
        """Return the conditions as an address carries them."""
        said = QueryDict(mutable=True)
        for name, value in self.dict().items():
            if value:
                said.setlist(name, [str(one) for one in (value if isinstance(value, list) else [value])])
        return said


class Sought(Conditions):
    """Conditions, and words that somebody is found by."""

    q: str = Field("", max_length=80, description="any scrap: part of a name, a company, an address, a number")


class ConditionOut(Schema):
    """One thing that the agreement asks, as lists can ask it too."""

    key: str
    kind: str = Field(description="fits, persona, out, lacks, did, lead, buying or consent")
    says: str


class Act(Schema):
    """What somebody did last."""

    kind: str
    occurred_at: datetime


class ProspectOut(Schema):
    """One row of the list. `data` are the columns that were asked for."""

    id: int
    name: str
    role: str
    company: str
    company_id: int | None
    country: str
    email: str
    phone: str
    verdict: str
    missing: list[str] = Field(description="what would qualify them today, the easiest way first")
    fit: int | None
    behaviour: int | None
    last_act: Act | None
    channel: str
    campaign: str
    owner: str
    with_executive: str = Field(description="the executive who has a colleague of theirs")
    created_at: datetime
    data: dict[str, str]


class ProspectsPage(Schema):
    """One page of the list. It may be short before the end: go on while `next` is there."""

    items: list[ProspectOut]
    next: str | None
    unknown: int = Field(description="how many kept conditions the agreement in force has no longer")


@router.get("/conditions", auth=READ, response=list[ConditionOut], summary="List what lists can ask")
def list_conditions(request: Call) -> list[ConditionOut]:
    """Return what the agreement in force lets lists ask with `has`."""
    version = in_force(request.now)
    if version is None:
        return []
    return [_condition(request, one, version) for one in askable(version).values()]


@router.get("/prospects", auth=READ, response=ProspectsPage, summary="List prospects")
def list_prospects(
    request: Call, asked: Annotated[Sought, Query()], after: After = "", limit: Limit = 50, columns: Columns = ""
) -> ProspectsPage:
    """Return whom these conditions mean, in the order of the page."""
    insist_on_known(request, asked, at="query")
    return rows_of(request, asked.written(), after=after, limit=limit, columns=columns)


def insist_on_known(request: Call, asked: Conditions, *, at: str) -> None:
    """Raise `Problem` where conditions ask what the agreement in force does not know."""
    version = in_force(request.now)
    asks = askable(version) if version else {}
    names = [one.name for one in version.agreement.definitions] if version else []
    errors = [{"at": f"{at}/has", "says": "no such condition"}] * (not set(asked.has) <= set(asks))
    if asked.definition and asked.definition not in names:
        errors.append({"at": f"{at}/definition", "says": "no such definition"})
    if errors:
        raise Problem(422, "the agreement in force does not ask this", errors=errors)


def insist_on_shown(request: Call, columns: Iterable[str], *, at: str) -> Sequence[str]:
    """Return the columns, each once; raise `Problem` where one is no datum to show besides."""
    return _told(in_force(request.now), columns, at=at)


def meant(request: Call, asked: Conditions) -> Filters:
    """Return conditions as queries take them; what the agreement in force does not know is left out."""
    return _filters(asked.written(), in_force(request.now))


def rows_of(request: Call, written: QueryDict, *, after: str, limit: int, columns: str) -> ProspectsPage:
    """Return one page of whom the conditions of an address mean."""
    version = in_force(request.now)
    filters = _filters(written, version)
    told = _told(version, filter(None, columns.split(",")), at="query/columns")
    found = prospects(filters, as_of=request.now, after=_place(after, filters), size=limit)
    known = told_of([row.person_id for row in found.rows], told) if told else {}
    return ProspectsPage(
        items=[_row(one, known.get(one.person_id, {})) for one in found.rows],
        next=sealed("prospects", found.next) if found.next else None,
        unknown=unknown_in(written, askable=askable(version) if version else {}),
    )


def _filters(written: QueryDict, version: InForce | None) -> Filters:
    names = [one.name for one in version.agreement.definitions] if version else []
    return filters_in(written, definitions=names, askable=askable(version) if version else {})


def _told(version: InForce | None, columns: Iterable[str], *, at: str) -> Sequence[str]:
    fields = version.agreement.fields if version else {}
    named = list(dict.fromkeys(columns))
    if any(name not in fields or fields[name].personal or name in SHOWN_ANYWAY for name in named):
        raise Problem(422, "this cannot be shown", errors=[{"at": at, "says": "not a datum to show besides"}])
    return named


def _place(after: str, filters: Filters) -> str:
    match opened("prospects", after):
        case ():
            return ""
        case (str(mark),) if place_in(mark, filters.sorted_by):
            return mark
    raise Problem(422, "this is no mark of a page of this list", errors=[{"at": "query/after", "says": "unknown"}])


def _row(one: Prospect, data: dict[str, str]) -> ProspectOut:
    origin, act = one.origin, one.last_act
    shown: dict[str, Any] = {
        name: getattr(one, name)
        for name in (
            "name", "role", "company", "company_id", "country", "email", "phone", "fit", "behaviour", "owner",
            "with_executive", "created_at",
        )
    }  # fmt: skip
    return ProspectOut(
        id=one.person_id, verdict=one.kind, missing=list(one.missing), channel=origin.channel if origin else "",
        campaign=origin.campaign if origin else "", data=data,
        last_act=Act(kind=act.kind, occurred_at=act.occurred_at) if act else None, **shown,
    )  # fmt: skip


def _condition(request: Call, one: Askable, version: InForce) -> ConditionOut:
    fields = {**version.agreement.fields, **STANDARD_FIELDS}
    words = sentence(one.condition, fields=fields) if one.condition is not None else one.words
    says = request.voice(words) if words is not None else one.name
    return ConditionOut(key=one.key, kind=one.kind, says=says)
