"""Who is it? Somebody is found, or calls: whether the base knows them shows while they are typed."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.find.calls import caller, callers
from dueto.web.find.finds import found, page

urlpatterns: list[URLPattern] = [
    path("find/", page, name="find"),
    path("find/matches/", found, name="find-matches"),
    path("find/call/", caller, name="find-call"),
    path("find/call/matches/", callers, name="find-call-matches"),
]
