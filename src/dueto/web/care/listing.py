"""The steward's list: what is to be mended, by kind and owner, and how it went over the weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import UnableToTell
from dueto.apps.base.tellers import source_words
from dueto.apps.stewardship.actions import UnableToCare, assign, look_at, settle
from dueto.apps.stewardship.queries.care import (
    MOST_COUNTED,
    ToMend,
    item_of,
    last_looked,
    sums,
    to_mend,
    told_about,
    weeks,
)
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.addresses import CARE, DUPLICATES
from dueto.web.care.words import KINDS, MEANS, WHY
from dueto.web.figures import progress
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.people.facts import take
from dueto.web.people.typed import text_in
from dueto.web.people.words import label, labels

if TYPE_CHECKING:
    from dueto.web.reader import Request

REFUSED = 422
DONE = {"done": say("Mended."), "ignored": say("Left as it is."), "owner": say("Assigned."), "tell": say("Mended.")}


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the list."""
    return _answer(request)


@post_only
@allowed(Right.WORK_BASE)
def items(request: Request, item_id: int) -> HttpResponse:
    """Give one item into somebody's care, or decide about it; then the list again, as it was filtered."""
    item, does = item_of(item_id), request.POST.get("does", "")
    owner = request.POST.get("owner", "")
    try:
        if does == "tell":
            take(request, item.person_id, name=item.field, value=text_in(request.POST, "value"))
            look_at([item.person_id], at=request.now)
        elif does == "owner":
            assign(item_id=item.id, owner=_member(owner), by=request.user.pk, at=request.now)
        else:
            settle(item_id=item.id, decision=does, reason=request.POST.get("reason", ""), by=request.user.pk,
                   at=request.now)  # fmt: skip
    except (UnableToCare, UnableToTell) as unable:
        return _answer(request, refused=item, error=unable.says)
    says = DONE[does]
    if "HX-Request" in request.headers:
        return _answer(request, told=says)
    messages.success(request, request.voice(says))
    response = redirect(CARE + _query(_asked(request)))
    response.status_code = 303
    return response


def _asked(request: Request) -> dict[str, str]:
    given = {
        name: request.GET.get(name) or request.POST.get(f"asked-{name}", "") for name in ("kind", "owner", "after")
    }
    if given["kind"] not in KINDS:
        given["kind"] = ""
    return {name: value[:40] for name, value in given.items() if value}


def _query(asked: dict[str, str], **changed: str) -> str:
    wanted = {name: value for name, value in {**asked, **changed}.items() if value}
    return f"?{urlencode(wanted)}" if wanted else ""


def _answer(
    request: Request, *, refused: ToMend | None = None, error: Message | None = None, told: Message | None = None
) -> HttpResponse:
    asked = _asked(request)
    owner = asked.get("owner", "")
    mine = request.user.pk if owner == "me" else _member(owner)
    rows, more = to_mend(kind=asked.get("kind", ""), owner=mine, nobody=owner == "nobody", after=asked.get("after", ""))
    told_here = told_about(rows)
    version = in_force(request.now)
    fields = version.agreement.fields if version else STANDARD_FIELDS
    figures = progress.lay_out(weeks(until=request.now.astimezone(request.zone).date()))
    is_piece = "HX-Request" in request.headers
    context: dict[str, Any] = {
        "sums": _sums(asked),
        "asked": asked,
        "owners": [
            {"label": name, "url": CARE + _query({"kind": asked.get("kind", "")}, owner=value),
             "is_current": owner == value}
            for value, name in (("", say("Everybody's")), ("me", say("Mine")), ("nobody", say("Nobody's")))
        ],
        "rows": [
            {"item": row, "says": _says(row, fields), "refused": refused is not None and refused.id == row.id,
             "datum": label(row.field, fields=fields) if row.field in fields else None,
             "told": [{"told": one, "source": source_words(one.source)} for one in told_here[row.id]]}
            for row in rows
        ],
        "older_url": CARE + _query(asked, after=more) if more else "",
        "members": names_of(Right.WORK_BASE),
        "may_care": may(request.user, Right.WORK_BASE),
        "progress": figures,
        "looked_at": last_looked(),
        "error": error,
        "typed": request.POST if error else {},
        "is_piece": is_piece,
        "toasts": [{"text": told}] if told is not None else [],
    }  # fmt: skip
    name = "care/_list.html" if is_piece else "care/page.html"
    return render(request, name, context, status=REFUSED if error else 200)


def _member(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _sums(asked: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind, "label": KINDS[kind], "means": MEANS[kind], "is_current": asked.get("kind") == kind,
            "count": say("{n}+", n=MOST_COUNTED) if count > MOST_COUNTED else count,
            "url": DUPLICATES if kind == "duplicate" else CARE + _query({}, kind=kind),
        }
        for kind, count in sums().items()
    ]  # fmt: skip


def _says(row: ToMend, fields: Any) -> Message:
    sentence = WHY.get((row.kind, row.why), WHY["clash", "sources"])
    names = row.field.split("|")
    named: Value = labels(names, fields=fields) if len(names) > 1 else label(row.field, fields=fields)
    return say(sentence.text, **({"field": named} if "{field}" in sentence.text else {}))
