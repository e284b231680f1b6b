"""The views that members keep of the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.leads.access import view_for
from dueto.apps.leads.actions.views import UnableToSave, change_view, open_first, remove_view, save_view
from dueto.apps.leads.addressed import kept
from dueto.apps.leads.queries.views import first_view, views_for
from dueto.domain.basics.message import Message, say
from dueto.web.guard import members, post_only
from dueto.web.people.typed import text_in
from dueto.web.reader import Request


@require_http_methods(["GET", "HEAD", "POST"])
@members
def views(request: Request) -> HttpResponse:
    """Return the views of a member; keep a new one."""
    if request.method != "POST":
        return _page(request)
    conditions = kept(request.POST.get("conditions", ""))
    name, is_shared = text_in(request.POST, "name"), "shared" in request.POST
    try:
        view = save_view(name=name, conditions=conditions, is_shared=is_shared, by=request.user.pk, at=request.now)
    except UnableToSave as unable:
        return _page(request, error=unable.says, name=name, conditions=conditions, status=422)
    messages.success(request, request.voice(say("The view «{name}» is kept.", name=view.name)))
    return redirect(f"/prospects/?{view.conditions or 'all=1'}&view={view.pk}")


@post_only
@members
def view(request: Request, view_id: int) -> HttpResponse:
    """Give a view another name, share it or keep it to oneself."""
    try:
        change_view(
            view_for(request.user, view_id, to_change=True), name=text_in(request.POST, "name"),
            is_shared="shared" in request.POST,
        )  # fmt: skip
    except UnableToSave as unable:
        return _page(request, error=unable.says, changed=view_id, name=text_in(request.POST, "name"), status=422)
    messages.success(request, request.voice(say("The view is changed.")))
    return redirect("views")


@post_only
@members
def removal(request: Request, view_id: int) -> HttpResponse:
    """Keep a view no longer."""
    remove_view(view_for(request.user, view_id, to_change=True))
    messages.success(request, request.voice(say("The view is gone; nobody in it is.")))
    return redirect("views")


@post_only
@members
def first(request: Request, view_id: int) -> HttpResponse:
    """Let the list open with a view, or with everybody again."""
    open_first(view_for(request.user, view_id), member_id=request.user.pk)
    opens = first_view(request.user.pk) == view_id
    said = say("The list opens with this view from now on.") if opens else say("The list opens with everybody again.")
    messages.success(request, request.voice(said))
    return redirect("views")


def _page(
    request: Request, *, error: Message | None = None, changed: int = 0, name: str = "", conditions: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "views": views_for(request.user.pk), "error": error, "changed": changed, "typed": name,
        "conditions": conditions,
    }  # fmt: skip
    return render(request, "prospects/views.html", context, status=status)
