"""The base: every way in, everybody who is in it, and what keeps it clean, on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from dueto.web.base.places import groups_for
from dueto.web.guard import members, read_only
from dueto.web.reader import Request


@read_only
@members
def base(request: Request) -> HttpResponse:
    """Return the page; each member sees the places that their role may open."""
    return render(request, "base/page.html", {"groups": groups_for(request.user)})


urlpatterns: list[URLPattern] = [path("base/", base, name="base")]
