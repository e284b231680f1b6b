"""The list of prospects."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from dueto.web.guard import members, read_only
from dueto.web.prospects.page import page
from dueto.web.reader import Request


@read_only
@members
def prospects(request: Request) -> HttpResponse:
    """Return the list, or the piece of it that changes while somebody types."""
    shown = page(request.GET, as_of=request.now, voice=request.voice)
    return render(request, "prospects/list.html" if "HX-Request" in request.headers else "prospects/page.html", shown)


urlpatterns: list[URLPattern] = [path("prospects/", prospects, name="prospects")]
