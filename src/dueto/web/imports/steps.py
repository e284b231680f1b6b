"""The clicks that move an import on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.imports import actions
from dueto.apps.imports.access import import_for
from dueto.apps.team.rights import Right
from dueto.web.accounts.spoken import spoken
from dueto.web.guard import allowed, post_only

if TYPE_CHECKING:
    from dueto.web.reader import Request


@post_only
@allowed(Right.WORK_BASE)
def trial(request: Request, import_id: int) -> HttpResponse:
    """Try a list out."""
    return _do(request, import_id, lambda: actions.check(import_id=import_id, at=request.now))


@post_only
@allowed(Right.WORK_BASE)
def run(request: Request, import_id: int) -> HttpResponse:
    """Bring a list in."""
    return _do(request, import_id, lambda: actions.run(import_id=import_id, by=request.user.pk, at=request.now))


@post_only
@allowed(Right.WORK_BASE)
def cancellation(request: Request, import_id: int) -> HttpResponse:
    """Stop an import or a trial."""
    return _do(request, import_id, lambda: actions.cancel(import_id=import_id, by=request.user.pk, at=request.now))


@post_only
@allowed(Right.WORK_BASE)
def undoing(request: Request, import_id: int) -> HttpResponse:
    """Take an import back."""
    return _do(request, import_id, lambda: actions.undo(import_id=import_id, by=request.user.pk, at=request.now))


@post_only
@allowed(Right.WORK_BASE)
def removal(request: Request, import_id: int) -> HttpResponse:
    """Throw a list away that was not brought in."""
    return _do(
        request, import_id, lambda: actions.discard(import_id=import_id, by=request.user.pk, at=request.now),
        then="imports",
    )  # fmt: skip


def _do(request: Request, import_id: int, act: Callable[[], None], *, then: str = "import") -> HttpResponse:
    """Do it and go on to where it shows; what cannot be done is said there."""
    import_for(request.user, import_id)
    try:
        act()
    except actions.UnableToImport as unable:
        messages.warning(request, spoken(unable.says))
        then = "import"
    return redirect("import", import_id=import_id) if then == "import" else redirect(then)
