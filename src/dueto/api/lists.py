"""The lists that members keep, and who is in them."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.cursors import After, Limit
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given
from dueto.api.prospects import Columns, Conditions, ProspectsPage, insist_on_known, rows_of
from dueto.apps.leads.access import view_for
from dueto.apps.leads.actions.views import UnableToSave, change_view, remove_view, save_view
from dueto.apps.leads.addressed import kept
from dueto.apps.leads.queries.views import View, views_for

router = Router()
READ, WRITE = Token("people:read"), Token("lists:write")
MOST = 500


class ListOut(Schema):
    """A list that is kept: its conditions as the address of the page carries them."""

    id: int
    name: str
    conditions: str
    is_shared: bool
    by: str = Field(description="who shares it; empty: whoever made the token")


class ListMade(Schema):
    """The list that is kept."""

    id: int


class ListIn(Given):
    """A list to keep, of whoever made the token."""

    name: str = Field(min_length=1, max_length=60)
    conditions: Conditions | None = Field(None, description="nothing: everybody")
    is_shared: Flag = False


class ListChanged(Given):
    """How a list is called, and whether everybody sees it."""

    name: str = Field(min_length=1, max_length=60)
    is_shared: Flag = False


@router.get("/lists", auth=READ, response=list[ListOut], summary="List saved lists")
def list_lists(request: Call) -> list[ListOut]:
    """Return the lists of whoever made the token, and those that others share, by name."""
    return [_shown(one) for one in views_for(request.auth.made_by, limit=MOST)]


@router.post("/lists", auth=WRITE, response={201: ListMade}, summary="Keep a list")
def keep_list(request: Call, wanted: ListIn, response: HttpResponse) -> Status[ListMade]:
    """Keep conditions under a name."""
    conditions = ""
    if wanted.conditions is not None:
        insist_on_known(request, wanted.conditions, at="body/conditions")
        conditions = kept(wanted.conditions.written().urlencode())
    try:
        view = save_view(
            name=wanted.name, conditions=conditions, is_shared=wanted.is_shared, by=request.auth.made_by,
            at=request.now,
        )  # fmt: skip
    except UnableToSave as unable:
        raise refusal(unable.says, at="body/name") from None
    response.headers["Location"] = f"/api/v1/lists/{view.pk}"
    return Status(201, ListMade(id=view.pk))


@router.put("/lists/{int:list_id}", auth=WRITE, response=ListMade, summary="Change a saved list")
def change_list(request: Call, list_id: Id, wanted: ListChanged) -> ListMade:
    """Give it another name, share it, or keep it to oneself."""
    try:
        change_view(view_for(maker(request), list_id, to_change=True), name=wanted.name, is_shared=wanted.is_shared)
    except UnableToSave as unable:
        raise refusal(unable.says, at="body/name") from None
    return ListMade(id=list_id)


@router.delete("/lists/{int:list_id}", auth=WRITE, response={204: None}, summary="Keep a list no longer")
def remove_list(request: Call, list_id: Id) -> Status[None]:
    """Keep it no longer; nobody in it is removed."""
    remove_view(view_for(maker(request), list_id, to_change=True))
    return Status(204, None)


@router.get("/lists/{int:list_id}/people", auth=READ, response=ProspectsPage, summary="List who is in a saved list")
def people_of_list(
    request: Call, list_id: Id, after: After = "", limit: Limit = 50, columns: Columns = ""
) -> ProspectsPage:
    """Return whom a saved list means today, in its order."""
    view = view_for(maker(request), list_id)
    return rows_of(request, QueryDict(view.conditions), after=after, limit=limit, columns=columns)


def _shown(one: View) -> ListOut:
    return ListOut(id=one.id, name=one.name, conditions=one.conditions, is_shared=one.is_shared, by=one.by)
