"""Planning a call to one person by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import person_for
from dueto.apps.base.queries.who import who
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.actions import UnableToPlan, plan
from dueto.apps.telephone.actions.planning import proposed
from dueto.apps.telephone.queries.callees import candidates
from dueto.apps.telephone.queries.listed import planned_for
from dueto.domain.basics.message import Message
from dueto.domain.telephone.calling import SAYS, best_occasion, in_the_way
from dueto.domain.telephone.questions import ANSWERED
from dueto.domain.telephone.words import MOST_QUESTIONS, Aim, Occasion
from dueto.web.addresses import CALLS
from dueto.web.calls.words import aim_options, basis_options, occasion_options
from dueto.web.guard import allowed
from dueto.web.people.facts import REFUSED
from dueto.web.people.words import label

if TYPE_CHECKING:
    from dueto.apps.base.models import Person
    from dueto.web.reader import Request


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.WORK_BASE)
def new(request: Request) -> HttpResponse:
    """Return the page on which a call is planned; planned, lead to its guide."""
    given = request.POST if request.method == "POST" else request.GET
    person = person_for(request.user, _number(given.get("person", "")) or 0, right=Right.WORK_BASE)
    if (task := planned_for(person.pk)) is not None:
        return _to(f"{CALLS}{task}/")
    if request.method != "POST":
        return _form(request, person)
    questions = [name for name in request.POST.getlist("question") if name][: MOST_QUESTIONS + 1]
    try:
        planned = plan(
            person_ids=[person.pk], aim=request.POST.get("aim", ""), occasion=request.POST.get("occasion", ""),
            basis=request.POST.get("basis", ""), questions=questions, member_id=_member(request), by=request.user.pk,
            at=request.now,
        )  # fmt: skip
    except UnableToPlan as unable:
        return _form(request, person, error=unable.says)
    if planned.only_refusal is not None:
        return _form(request, person, error=planned.only_refusal)
    return _to(f"{CALLS}{planned.tasks[person.pk]}/")


def _form(request: Request, person: Person, *, error: Message | None = None) -> HttpResponse:
    version = in_force(request.now)
    one = candidates([person.pk], version=version, as_of=request.now)[person.pk]
    if (why := in_the_way(one.callee)) is not None:
        return render(
            request, "calls/never.html", {"who": who(person), "why": SAYS[why]}, status=REFUSED if error else 200
        )
    given = request.POST
    aim = given.get("aim") if given.get("aim") in set(Aim) else Aim.CONFIRM
    occasion = given.get("occasion") or best_occasion(one.callee.acts, as_of=request.now) or Occasion.BASIS
    chosen = given.getlist("question") or list(proposed(one, Aim(aim or Aim.CONFIRM)))
    known = one.known
    fields = known.fields if known else {}
    names = [name for name in fields if name not in ANSWERED and (known is None or name not in known.profile)]
    context = {
        "who": who(person),
        "aims": aim_options(chosen=str(aim)),
        "occasions": occasion_options(with_basis=True, chosen=str(occasion)),
        "bases": basis_options(chosen=given.get("basis", "")),
        "places": [
            {"number": place + 1, "chosen": chosen[place] if place < len(chosen) else ""}
            for place in range(MOST_QUESTIONS)
        ],
        "fields": [(name, label(name, fields=fields)) for name in dict.fromkeys((*chosen, *names)) if name in fields],
        "colleagues": names_of(Right.WORK_BASE),
        "caller": given.get("member") or str(request.user.pk),
        "error": error,
        "no_agreement": version is None,
    }
    return render(request, "calls/new.html", context, status=REFUSED if error is not None else 200)


def _member(request: Request) -> int | None:
    chosen = _number(request.POST.get("member", ""))
    return chosen if chosen in dict(names_of(Right.WORK_BASE)) else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _to(url: str) -> HttpResponse:
    response = redirect(url)
    response.status_code = 303
    return response
