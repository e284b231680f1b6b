"""Finding somebody by any scrap of them, with their history at once; and bringing them in if nobody knew them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call
from dueto.api.keys import Token
from dueto.api.kinds import Given, Whole
from dueto.api.people import PersonOut, person_out
from dueto.api.problems import Problem, in_english
from dueto.apps.base.queries.acts import last_acts
from dueto.apps.base.queries.listed import shown_as
from dueto.apps.base.queries.search import ranked, search
from dueto.apps.conversations.actions import UnableToFind, find
from dueto.apps.conversations.queries.matches import Known, alike, matches
from dueto.apps.leads.queries.history import pasts_of_company

router = Router()
READ, WRITE, COMPANIES = Token("people:read"), Token("people:write"), Token("companies:read")


class PersonSought(Given):
    """What is known of whom is sought: any of it will do."""

    text: str = Field("", max_length=200, description="any scrap: part of a name, a company, an address, a number")
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=40)
    name: str = Field("", max_length=200)


class LastAct(Schema):
    """What somebody did last."""

    kind: str
    occurred_at: datetime


class MatchOut(PersonOut):
    """Somebody who may be meant, by what they fit, with what they did last."""

    by: list[str]
    last_act: LastAct | None


class Met(Given):
    """Whom a colleague met. Any of name, company, e-mail and phone will do."""

    values: dict[str, str] = Field(max_length=10, examples=[{"full_name": "Ana Sol", "company": "Lácteos Sol"}])
    how: str = Field("", max_length=200, description="where: a fair, a client, a network")
    note: str = Field("", max_length=4000)
    person: Whole | None = Field(None, ge=1, le=2**63 - 1, description="who it is, where somebody like this is known")


class CompanyPast(Schema):
    """One lead of a company: where it stands or how it ended, and with whom."""

    stage: str
    executive: str
    since: datetime
    end: str
    ended_at: datetime | None


class CompanySought(Given):
    """What a company is called, in part or with a slip."""

    name: str = Field(min_length=3, max_length=200)


class CompanyAlike(Schema):
    """A company of the base that may be meant."""

    id: int
    name: str
    owner: str = Field(description="who looks after it")
    past: list[CompanyPast] = Field(description="its open lead, and that by which it became a customer")
    last_act_at: datetime | None = Field(description="when one of its people did something last")


class BroughtIn(Schema):
    """Who was written down. `companies_alike` are called much the same as the company that was named and was new."""

    person: int
    is_new: bool
    told: list[str]
    companies_alike: list[CompanyAlike]


@router.post("/people/search", auth=READ, response=list[MatchOut], summary="Search people")
def search_people(request: Call, sought: PersonSought) -> list[MatchOut]:
    """Return at most 20 who may be meant, those who fit most first. Slips of typing and accents are forgiven."""
    asked = {name: text.strip() for name, text in sought.dict().items() if text.strip()}
    if not asked:
        raise Problem(422, "say what is known of whom is sought")
    fits: dict[int, list[str]] = {}
    for name, text in asked.items():
        for person_id in ranked(search(text).person_ids, text, most=20):
            fits.setdefault(person_id, []).append(name)
    best = sorted(fits, key=lambda person: -len(fits[person]))[:20]
    people, acts = {one.id: one for one in shown_as(best)}, last_acts(best)
    return [
        MatchOut(
            **person_out(people[one]), by=fits[one],
            last_act=LastAct(kind=acts[one].kind, occurred_at=acts[one].occurred_at) if one in acts else None,
        )
        for one in best
        if one in people
    ]  # fmt: skip


@router.post("/companies/search", auth=COMPANIES, response=list[CompanyAlike], summary="Search companies")
def search_companies(request: Call, sought: CompanySought) -> list[CompanyAlike]:
    """Return at most three companies that may be meant, the likest first. Slips and accents are forgiven."""
    return _told(alike(sought.name))


@router.post("/people/finds", auth=WRITE, response={201: BroughtIn}, summary="Bring in somebody who was met")
def bring_in(request: Call, found: Met, response: HttpResponse) -> Status[BroughtIn]:
    """Write somebody down whom a colleague met; refused where the address or number is somebody's already."""
    others = _told(matches(company=found.values.get("company", "")).companies_alike)
    try:
        made = find(
            values=found.values, how=found.how, note=found.note, person_id=_known(found.person),
            by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToFind as unable:
        errors = [{"at": f"body/values/{name}", "says": in_english(says)} for name, says in unable.refusals.items()]
        raise Problem(422, "this cannot be taken", errors=errors) from None
    response.headers["Location"] = f"/api/v1/people/{made.person_id}"
    brought = BroughtIn(person=made.person_id, is_new=made.is_new, told=list(made.told), companies_alike=others)
    return Status(201, brought)


def _told(known: Iterable[Known]) -> list[CompanyAlike]:
    return [
        CompanyAlike(
            id=one.id, name=one.name, owner=one.owner, last_act_at=one.last_act_at,
            past=[
                CompanyPast(
                    stage=past.stage, executive=past.executive, since=past.since, end=past.end, ended_at=past.ended_at
                )
                for past in pasts_of_company(one.id)
            ],
        )
        for one in known
    ]  # fmt: skip


def _known(person_id: int | None) -> int | None:
    if person_id is not None and not shown_as([person_id]):
        raise Problem(422, "this cannot be taken", errors=[{"at": "body/person", "says": "no such person"}])
    return person_id
