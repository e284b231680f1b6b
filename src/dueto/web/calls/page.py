"""The list of calls, and what the calls of the last weeks came to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.queries.who import named
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right, may
from dueto.apps.telephone.queries.listed import Listed, calls, how_many, rules
from dueto.apps.telephone.queries.numbers import MEANT, Numbers, numbers, people_called
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.telephone.words import AIMS, OCCASIONS, Aim, Occasion
from dueto.web.addresses import CALLS, ONE_DATUM
from dueto.web.addresses import person as person_page
from dueto.web.calls.words import TURNS, aim_options, occasion_options, there_words, why_we_call
from dueto.web.guard import members, read_only
from dueto.web.people.words import labels

if TYPE_CHECKING:
    from dueto.web.reader import Request

HOW = {
    "called": say("Called"),
    "reached": say("Reached"),
    "qualified": say("Qualified by the call"),
    "dropped": say("Ruled out by the call"),
}


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the calls: the own ones and those of nobody, or everybody's."""
    return answer(request)


def answer(
    request: Request, *, rule_error: Message | None = None, typed: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """Return the list; with what could not be taken of a rule."""
    version = in_force(request.now)
    is_mine = request.GET.get("whose", "mine") != "all"
    listed = (
        calls(agreement=version.agreement, as_of=request.now, member_id=request.user.pk if is_mine else None)
        if version
        else []
    )
    typed = typed or {}
    planned = how_many(member_id=request.user.pk if is_mine else None)
    context = {
        "groups": [_group(turn, list(ones), version) for turn, ones in groupby(listed, key=lambda one: one.turn)],
        "count": say_many("{n} call is planned.", "{n} calls are planned.", planned),
        "cut": say("The first {n} are shown; the others follow as these are made.", n=len(listed))
        if planned > len(listed) > 0
        else None,
        "ways_on": [{"label": say("See who is one datum away"), "url": ONE_DATUM}],
        "tabs": [
            {"label": say("Mine and nobody's"), "url": CALLS, "is_current": is_mine},
            {"label": say("Everybody's"), "url": f"{CALLS}?whose=all", "is_current": not is_mine},
        ],
        "numbers": _table(numbers(as_of=request.now)),
        "rules": [
            {
                "id": one.id,
                "says": say(
                    "{occasion}, to {aim}: at most {n} a day",
                    occasion=OCCASIONS[Occasion(one.occasion)], aim=AIMS[Aim(one.aim)], n=one.per_day,
                ),
                "member": one.member,
            }
            for one in rules()
        ],
        "aims": aim_options(chosen=typed.get("aim", "")),
        "occasions": occasion_options(with_basis=False, chosen=typed.get("occasion", "")),
        "colleagues": names_of(Right.WORK_BASE),
        "rule_error": rule_error,
        "per_day": typed.get("per_day", "5"),
        "may_plan": may(request.user, Right.WORK_BASE),
    }  # fmt: skip
    return render(request, "calls/page.html", context, status=status)


@read_only
@members
def people(request: Request) -> HttpResponse:
    """Return whom a number of the calls means, by name."""
    aim, how = request.GET.get("aim", ""), request.GET.get("how", "")
    ids = people_called(aim=aim, how=how, as_of=request.now) if aim in set(Aim) and how in MEANT else []
    names = named(ids)
    context = {
        "title": say("{how}, to {aim}", how=HOW[how], aim=AIMS[Aim(aim)]) if ids else say("Nobody"),
        "people": [{"url": person_page(pk), "name": names.get(pk, "")} for pk in ids],
    }
    return render(request, "calls/people.html", context)


def _group(turn: Any, listed: list[Listed], version: InForce | None) -> dict[str, Any]:
    return {"title": TURNS[turn], "calls": [_row(one, version) for one in listed]}


def _row(one: Listed, version: InForce | None) -> dict[str, Any]:
    fields = version.agreement.fields if version else {}
    return {
        "call": one,
        "url": f"{CALLS}{one.id}/",
        "aim": AIMS[Aim(one.aim)],
        "why": why_we_call(occasion=one.occasion, because=one.because, basis=""),
        "asks": say("asks {fields}", fields=labels(one.questions, fields=fields)) if one.questions else None,
        "there": there_words(one.there),
        "tries": say_many("{n} call so far", "{n} calls so far", one.tries) if one.tries else None,
    }


def _table(found: list[Numbers]) -> dict[str, Any] | None:
    if not found:
        return None
    heads = [say("Aim"), HOW["called"], HOW["reached"], say("Answered"), HOW["qualified"], HOW["dropped"]]
    return {
        "columns": [{"label": head, "is_number": number > 0} for number, head in enumerate(heads)],
        "rows": [
            [
                {"text": AIMS[Aim(one.aim)]},
                _cell(one.people, heads[1], one.aim, "called"),
                _cell(one.reached, heads[2], one.aim, "reached"),
                {
                    "text": say("{n} of {all}", n=one.answered, all=one.asked), "column": heads[3], "is_number": True,
                },
                _cell(one.qualified, heads[4], one.aim, "qualified"),
                _cell(one.dropped, heads[5], one.aim, "dropped"),
            ]
            for one in found
        ],
    }  # fmt: skip


def _cell(count: int, column: Message, aim: str, how: str) -> dict[str, Any]:
    href = f"{CALLS}people/?aim={aim}&how={how}" if count else ""
    return {"text": count, "column": column, "is_number": True, "href": href}
