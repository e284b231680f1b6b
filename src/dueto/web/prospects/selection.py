"""Whom somebody chose from the list, and what can be done with all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from dueto.apps.base.queries.who import present_among
from dueto.apps.handoff.queries.choices import executives
from dueto.apps.leads.queries.options import how_many
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message
from dueto.domain.telephone.words import Aim
from dueto.web.calls.words import aim_options, basis_options, occasion_options
from dueto.web.guard import allowed, read_only
from dueto.web.prospects.page import Shown, bounded, shown
from dueto.web.prospects.table import CHOSEN_FIRST, OWN, choices

if TYPE_CHECKING:
    from dueto.web.reader import Request

MOST_CHOSEN = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is meant: these people, of whom `gone` left the base meanwhile, or everybody who meets the conditions."""

    named: tuple[int, ...]
    here: tuple[int, ...]
    is_all: bool
    asked: Shown

    @property
    def gone(self) -> int:
        """How many of those named are in the base no longer."""
        return len(self.named) - len(self.here)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is chosen."""
        return not self.is_all and not self.here


def chosen_in(sent: QueryDict, asked: Shown) -> Chosen:
    """Return who is chosen: everybody only if that is said. One query."""
    if sent.get("of") == "all":
        return Chosen((), (), is_all=True, asked=asked)
    ids = tuple(dict.fromkeys(_numbers(sent.getlist("person"))))[:MOST_CHOSEN]
    here = present_among(ids)
    return Chosen(ids, tuple(pk for pk in ids if pk in here), is_all=False, asked=asked)


@read_only
@allowed(Right.WORK_BASE)
def selection(request: Request) -> HttpResponse:
    """Return what can be done with those who are chosen."""
    return answer(request)


def answer(
    request: Request, *, error: Message | None = None, field: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    """Return the page, with what was wrong with the last answer."""
    asked = shown(request)
    chosen = chosen_in(request.POST if request.method == "POST" else request.GET, asked)
    context: dict[str, Any] = {
        "chosen": chosen,
        "count": _count(request, asked) if chosen.is_all else len(chosen.here),
        "conditions": [asked.says(asked.filters, name) for name in asked.filters.named()],
        "here": asked.parts(),
        "query": urlencode(asked.parts()),
        "all_url": asked.address(at="/prospects/selection/") + "&of=all",
        "list_url": asked.address(),
        "executives": executives(but=None) if may(request.user, Right.MANAGE) else [],
        "aims": aim_options(chosen=request.POST.get("aim") or Aim.CONFIRM),
        "occasions": occasion_options(with_basis=True, chosen=request.POST.get("occasion", "")),
        "bases": basis_options(chosen=request.POST.get("basis", "")),
        "callers": names_of(Right.WORK_BASE),
        "caller": request.POST.get("member", ""),
        "columns": [(name, label, name in CHOSEN_FIRST) for name, label in choices(asked).items() if name in OWN],
        "more_columns": [(name, label, False) for name, label in choices(asked).items() if name not in OWN],
        "error": error,
        "error_field": field,
        "typed": typed,
    }
    return render(request, "prospects/selection.html", context, status=status)


def _count(request: Request, asked: Shown) -> int | Message:
    many = how_many(asked.filters, as_of=request.now)
    return bounded(many.people, is_least=many.is_least)


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 15]
