"""One piece of content: what it does, and changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.queries.who import named
from dueto.apps.forms.access import content_for
from dueto.apps.forms.actions import UnableToKeep, keep_content, restore_content, retire_content
from dueto.apps.forms.kinds import KINDS, STAGES
from dueto.apps.forms.queries.published import listed
from dueto.apps.leads.queries.reach import people_of_content
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import say
from dueto.web.content.fields import ContentForm
from dueto.web.forms.downloading import handed_over
from dueto.web.forms.questions import title
from dueto.web.guard import allowed, members, post_only, read_only

if TYPE_CHECKING:
    from dueto.apps.forms.models import Content
    from dueto.web.reader import Request


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.WORK_BASE)
def new(request: Request) -> HttpResponse:
    """Return the page on which content is added, or add it; an address may name what lacks.

    A file is read only once it is known who sends it: here and below the check of the mark comes after that.
    """
    if request.method == "POST":
        return _added(request)
    asked = {**request.GET.dict(), "personas": request.GET.getlist("personas")}
    form = ContentForm(initial=asked, personas=_personas(request))
    return render(request, "content/new.html", {"content_form": form})


@csrf_protect
def _added(request: Request) -> HttpResponse:
    form = ContentForm(request.POST, request.FILES, personas=_personas(request))
    content = _kept(request, form, None)
    if content is None:
        return render(request, "content/new.html", {"content_form": form}, status=422)
    messages.success(request, request.voice(say("{title} is in the catalogue.", title=content.title)))
    return redirect("content_one", content.pk)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@members
def page(request: Request, content_id: int) -> HttpResponse:
    """Return one piece of content with its numbers; whoever works on the base may change it."""
    if request.method == "POST":
        return _changed(request, content_for(request.user, content_id, right=Right.WORK_BASE))
    content = content_for(request.user, content_id)
    return _page(request, content, _form(request, content), status=200)


@csrf_protect
def _changed(request: Request, content: Content) -> HttpResponse:
    form = ContentForm(request.POST, request.FILES, personas=_personas(request))
    if _kept(request, form, content.pk) is None:
        return _page(request, content, form, status=422)
    messages.success(request, request.voice(say("Saved.")))
    return redirect("content_one", content.pk)


@read_only
@members
def file(request: Request, content_id: int) -> HttpResponseBase:
    """Return the file to a colleague; nothing is counted by it."""
    content = content_for(request.user, content_id)
    if not content.stored:
        raise Http404("there is no file")
    return handed_over(request, content)


@post_only
@allowed(Right.WORK_BASE)
def retire(request: Request, content_id: int) -> HttpResponse:
    """Take it out of the catalogue."""
    retire_content(content_id=content_for(request.user, content_id).pk, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("It is out of the catalogue; what it did stays on record.")))
    return redirect("content")


@post_only
@allowed(Right.WORK_BASE)
def restore(request: Request, content_id: int) -> HttpResponse:
    """Put it back into the catalogue."""
    restore_content(content_id=content_for(request.user, content_id).pk, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("It is in the catalogue again.")))
    return redirect("content_one", content_id)


def _kept(request: Request, form: ContentForm, content_id: int | None) -> Content | None:
    """Return the content as it was described, None if it could not be: the form says why."""
    if not form.is_valid():
        return None
    try:
        return keep_content(
            form.described(), upload=form.cleaned_data["upload"], content_id=content_id, by=request.user.pk,
            at=request.now,
        )  # fmt: skip
    except UnableToKeep as unable:
        form.refuse_all(unable.says)
        return None


def _page(request: Request, content: Content, form: ContentForm, *, status: int) -> HttpResponse:
    version = in_force(request.now)
    people = people_of_content(content.pk, limit=12)
    names = named(people)
    forms = listed(version.agreement if version else None)
    context: dict[str, Any] = {
        "content": content,
        "kind": KINDS[content.kind],
        "stage": STAGES[content.stage],
        "opened_by": [(one.name, title(one.name, one.design)) for one in forms if one.design.content == content.pk],
        "people": [(person, names.get(person, "")) for person in people],
        "content_form": form,
        "may_change": may(request.user, Right.WORK_BASE),
    }
    return render(request, "content/one.html", context, status=status)


def _form(request: Request, content: Content) -> ContentForm:
    said = {
        "title": content.title, "kind": content.kind, "stage": content.stage, "personas": content.personas,
        "topics": ", ".join(request.voice(Folded(one)) for one in content.topics), "language": content.language,
        "summary": content.summary, "page": content.page, "link": content.link,
    }  # fmt: skip
    return ContentForm(initial=said, personas=_personas(request))


def _personas(request: Request) -> list[str]:
    version = in_force(request.now)
    return [one["name"] for one in version.record.get("personas", ())] if version else []
