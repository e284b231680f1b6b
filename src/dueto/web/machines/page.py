"""The page of machines: what was set aside, the rules, and what was classed again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.families import is_browser
from dueto.apps.base.queries.who import named
from dueto.apps.base.reasons import reason_words
from dueto.apps.base.ruling import CLASS_WORDS
from dueto.apps.leads.queries.set_aside import Done, Group, done_lately, rulings, set_aside
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.conditions.activities import ACTIVITY_KINDS
from dueto.web.classing import RULE_KINDS
from dueto.web.guard import members, read_only
from dueto.web.people.facts import REFUSED

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the page."""
    return answer(request)


def answer(request: Request, *, error: Message | None = None, typed: Mapping[str, str] | None = None) -> HttpResponse:
    """Return the page, with what could not be taken of a rule."""
    version, typed = in_force(request.now), typed or {}
    aside = set_aside(definitions=version.agreement.definitions if version else (), as_of=request.now)
    names = named(pk for group in aside.groups for pk in group.people)
    context: dict[str, Any] = {
        "groups": [_group(group, names) for group in aside.groups],
        "count": _count(aside.count, is_all=aside.is_all),
        "older": say_many("{n} of them came by longer ago, from somebody who is not below.",
                          "{n} of them came by longer ago, from others who are not below.", aside.older)
        if aside.older else None,
        "rules": [
            {
                "id": one.id, "value": one.value, "by": one.by, "at": one.made_at,
                "says": say("{what} {value}: {classed}", what=RULE_KINDS[one.kind], value=one.value,  # type: ignore[index]
                            classed=CLASS_WORDS[one.classed]),
            }
            for one in rulings()
        ],
        "done": [_done(one) for one in done_lately()],
        "kinds": [
            {"value": kind, "label": label, "is_chosen": kind == typed.get("kind")}
            for kind, label in RULE_KINDS.items()
        ],
        "classes": [
            {"value": value, "label": label, "is_chosen": value == typed.get("classed", "automatic")}
            for value, label in CLASS_WORDS.items()
        ],
        "typed": typed.get("value", ""),
        "error": error,
        "may_class": may(request.user, Right.WORK_BASE),
    }  # fmt: skip
    return render(request, "machines/page.html", context, status=REFUSED if error is not None else 200)


def _count(count: int, *, is_all: bool) -> Message:
    if not is_all:
        return say("More than {n} acts were set aside in the last thirty days.", n=count)
    return say_many(
        "{n} act was set aside in the last thirty days.", "{n} acts were set aside in the last thirty days.", count
    )


def _group(group: Group, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "mark": group.mark,
        "why": reason_words(group.reason),
        "classed": CLASS_WORDS[group.classed],
        "is_suspect": group.classed == "suspect",
        "source": group.company or group.domain or group.agent,
        "of_gateway": bool(group.company or group.domain),
        "kind": ACTIVITY_KINDS[group.kind].label if group.kind in ACTIVITY_KINDS else group.kind,
        "count": say_many("{n} act", "{n} acts", group.count),
        "paths": group.paths,
        "people": [(pk, names.get(pk, "")) for pk in group.people],
        "points": say_many("{n} point they would have given", "{n} points they would have given", group.points)
        if group.points
        else say("no points lost"),
        "newest_at": group.newest_at,
        "rule_kind": "gateway" if group.domain else "agent",
        "rule_value": group.domain or ("" if is_browser(group.agent) else group.agent),
    }


def _done(one: Done) -> dict[str, Any]:
    says = say_many("{n} act classed as {classed}", "{n} acts classed as {classed}", one.changed,
                    classed=CLASS_WORDS[one.classed])  # fmt: skip
    return {
        "id": one.id, "says": says, "by": one.by, "at": one.at, "is_rule": one.rule is not None,
        "is_done": one.is_done, "is_undone": one.is_undone,
    }  # fmt: skip
