"""How privacy stands: what waits, the ledger in numbers, how long things are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.adapters.writers.streamed import streamed
from dueto.apps.base.purposes import PURPOSES
from dueto.apps.base.queries.consents import ledger, texts
from dueto.apps.privacy.actions import UnableToKeep, keep, take_out
from dueto.apps.privacy.actions.requests import KINDS
from dueto.apps.privacy.everything import everything as everything_held
from dueto.apps.privacy.hearing import source_words
from dueto.apps.privacy.queries.overview import erased, rules, waiting, would_go
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only, read_only
from dueto.web.privacy.forms import RetentionForm

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from dueto.web.reader import Request


@read_only
@allowed(Right.FORGET)
def overview(request: Request) -> HttpResponse:
    """Return the page; with `try` it counts what a rule would delete today."""
    return _answer(request, tried=request.GET.get("try", ""))


@post_only
@allowed(Right.FORGET)
def retention(request: Request, kind: str) -> HttpResponse:
    """Change how long something is kept."""
    form = RetentionForm(request.POST)
    if form.is_valid():
        try:
            keep(kind=kind, **form.cleaned_data, by=request.user.pk, at=request.now)
        except UnableToKeep as unable:
            form.add_error("days", request.voice(unable.says))
        else:
            messages.success(request, request.voice(say("Saved; the worker keeps to it from now on.")))
            response = redirect("privacy")
            response.status_code = 303
            return response
    return _answer(request, refused={kind: form}, status=422)


@post_only
@allowed(Right.ADMINISTER)
def everything(request: Request) -> StreamingHttpResponse:
    """Take everything out that is held here, as a ZIP that is written while it is sent."""
    take_out(by=request.user.pk, at=request.now)
    pieces = everything_held(request.now)
    return streamed(request, pieces, kind="application/zip", name=f"dueto-{request.now:%Y-%m-%d}.zip")


def _answer(
    request: Request, *, tried: str = "", refused: dict[str, RetentionForm] | None = None, status: int = 200
) -> HttpResponse:
    kept = [
        {
            "kind": one.kind, "label": one.rule.label, "means": one.rule.means, "is_on": one.is_on,
            "swept_at": one.swept_at, "least": one.rule.least, "days": one.days,
            "form": (refused or {}).get(one.kind)
            or RetentionForm(initial={"days": one.days, "is_on": one.is_on}, auto_id=f"{one.kind}_%s"),
            "would_go": would_go(one.kind, days=one.days, as_of=request.now) if one.kind == tried else None,
        }
        for one in rules()
    ]  # fmt: skip
    known = texts()
    context: dict[str, Any] = {
        "waiting": [
            {"id": one.person_id, "name": one.name, "kind": KINDS.get(one.kind, one.kind),
             "source": source_words(one.source), "at": one.asked_at, "is_copy": one.kind == "copy"}
            for one in waiting()
        ],
        "ledger": [
            {"purpose": PURPOSES.get(one.purpose, one.purpose), "version": one.text_version[:12],
             "text": known.get(one.text_version, ""), "given": one.given, "withdrawn": one.withdrawn,
             "last_at": one.last_at}
            for one in ledger()
        ],
        "erased": erased(),
        "kept": kept,
        "may_take_out": may(request.user, Right.ADMINISTER),
    }  # fmt: skip
    return render(request, "privacy/overview.html", context, status=status)
