"""Taking two apart who were one: first what goes where, then the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.agreements.queries import in_force
from dueto.apps.leads.actions import judge
from dueto.apps.stewardship.actions import UnableToMerge, separate, separate_companies
from dueto.apps.stewardship.queries.searches import latest_merges
from dueto.apps.stewardship.queries.separation import separation as what_goes_where
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.addresses import DUPLICATES
from dueto.web.addresses import person as person_page
from dueto.web.guard import allowed
from dueto.web.people.words import label

if TYPE_CHECKING:
    from dueto.web.reader import Request

REFUSED = 422
MOST_LOOKED_AT = 200


@allowed(Right.WORK_BASE)
def separation(request: Request, merge_id: int) -> HttpResponse:
    """Return the preview; on a post, take the two apart."""
    known = what_goes_where(merge_id)
    error: Message | None = None
    if request.method == "POST":
        try:
            undone = separate(
                merge_id=merge_id, by=request.user.pk, at=request.now,
                facts=_chosen(request, "fact"), notes=_chosen(request, "note"),
            )  # fmt: skip
        except UnableToMerge as unable:
            error = unable.says
        else:
            judge(person_ids=[undone.gone_id, known.kept_id], at=request.now)
            messages.success(request, request.voice(say("They are two again. This is the one who had been merged.")))
            return _see_other(person_page(undone.gone_id))
    version = in_force(request.now)
    fields = version.agreement.fields if version else STANDARD_FIELDS
    context: dict[str, Any] = {
        "known": known,
        "facts": [{"fact": one, "label": label(one.field, fields=fields)} for one in known.facts],
        "error": error,
    }
    return render(request, "care/separation.html", context, status=REFUSED if error else 200)


@allowed(Right.WORK_BASE)
def company_separation(request: Request, merge_id: int) -> HttpResponse:
    """Return the question whether two companies are taken apart; on a post, do it."""
    known = next((one for one in latest_merges("company", limit=MOST_LOOKED_AT) if one.merge_id == merge_id), None)
    if known is None:
        raise Http404(str(merge_id))
    error: Message | None = None
    if request.method == "POST":
        try:
            separate_companies(merge_id=merge_id, by=request.user.pk, at=request.now)
        except UnableToMerge as unable:
            error = unable.says
        else:
            messages.success(request, request.voice(say("They are two companies again.")))
            return _see_other(f"{DUPLICATES}?kind=company")
    return render(request, "care/company_separation.html", {"known": known, "error": error},
                  status=REFUSED if error else 200)  # fmt: skip


def _chosen(request: Request, name: str) -> list[int]:
    return [int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdigit() and len(one) < 19]


def _see_other(where: str) -> HttpResponse:
    response = redirect(where)
    response.status_code = 303
    return response
