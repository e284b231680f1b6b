"""What was set aside as the work of machines: its groups, classed again at once, and put back."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.machines import Class
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import reclass_many, undo_reclassing
from dueto.apps.base.queries.reclassed import is_known, people_reclassed
from dueto.apps.leads.actions import judge
from dueto.apps.leads.queries.set_aside import acts_of_group, done_lately, people_of, set_aside
from dueto.apps.team.access import NoSuch
from dueto.domain.basics.message import say

router = Router()
READ, WRITE = Token("machines:read"), Token("machines:write")
AT_ONCE = 100
GONE = say("These acts are not set aside any more; look again.")


class GroupOut(Schema):
    """Acts set aside for one reason, from one source: the gateway of a company, or a browser."""

    mark: str = Field(description="what names the group")
    classed: str
    reason: str
    kind: str
    domain: str
    company: str
    agent: str
    acts: int
    people: int
    paths: list[str]
    points: int = Field(description="what they would have given")
    newest_at: datetime


class AsideOut(Schema):
    """What was set aside in thirty days; `is_all` unless more was set aside than is counted."""

    groups: list[GroupOut]
    acts: int
    is_all: bool


class ReclassingIn(Given):
    """Which group, and how it counts from now on."""

    mark: str = Field(min_length=1, max_length=600)
    classed: Class


class ReclassingMade(Schema):
    """The work of classing again; by this number it is put back."""

    id: int
    changed: int = Field(description="so many acts already; the worker does the rest")
    is_done: bool
    crossed: int = Field(description="so many people qualified by it already")


class ReclassingOut(Schema):
    """Acts that were classed again at once."""

    id: int
    classed: str
    by: str
    at: datetime
    changed: int
    rule: int | None
    is_done: bool
    is_undone: bool


@router.get("/machines/groups", auth=READ, response=AsideOut, summary="List what was set aside")
def list_groups(request: Call) -> AsideOut:
    """Return the groups of acts that were not scored, those with most points first."""
    version = in_force(request.now)
    aside = set_aside(definitions=version.agreement.definitions if version else (), as_of=request.now)
    return AsideOut(
        groups=[
            GroupOut(
                mark=one.mark, classed=one.classed, reason=one.reason, kind=one.kind, domain=one.domain,
                company=one.company, agent=one.agent, acts=one.count, people=len(one.people),
                paths=list(one.paths), points=one.points, newest_at=one.newest_at,
            )
            for one in aside.groups
        ],
        acts=aside.count, is_all=aside.is_all,
    )  # fmt: skip


@router.post("/machines/reclassings", auth=WRITE, response={201: ReclassingMade}, summary="Class a group of acts again")
def class_group(request: Call, wanted: ReclassingIn) -> Status[ReclassingMade]:
    """Let all acts of a group count as a human's or as a machine's; their people are judged at once."""
    version = in_force(request.now)
    aside = set_aside(definitions=version.agreement.definitions if version else (), as_of=request.now)
    group = next((one for one in aside.groups if one.mark == wanted.mark), None)
    if group is None:
        raise refusal(GONE, at="body/mark")
    acts = acts_of_group(group, as_of=request.now)
    done = reclass_many(activity_ids=acts, classed=wanted.classed, by=request.auth.made_by, at=request.now)
    crossed = judge(person_ids=people_of(acts)[:AT_ONCE], at=request.now)
    made = ReclassingMade(id=done.pk, changed=done.changed, is_done=done.done_at is not None, crossed=len(crossed))
    return Status(201, made)


@router.get(
    "/machines/reclassings", auth=READ, response=list[ReclassingOut], summary="List what was classed again at once"
)
def list_reclassings(request: Call) -> list[ReclassingOut]:
    """Return the last of it, the newest first."""
    return [ReclassingOut.from_orm(one) for one in done_lately(limit=50)]


@router.delete("/machines/reclassings/{int:reclassing_id}", auth=WRITE, response={204: None}, summary="Put acts back")
def put_back(request: Call, reclassing_id: Id) -> Status[None]:
    """Put acts back as they were classed before; their people are judged at once. Twice is harmless."""
    if not is_known(reclassing_id):
        raise NoSuch(reclassing_id)
    people = people_reclassed(reclassing_id, limit=AT_ONCE)
    undo_reclassing(reclassing_id=reclassing_id, by=request.auth.made_by, at=request.now)
    judge(person_ids=people, at=request.now)
    return Status(204, None)
