"""One datum away: a queue of questions, each of which would qualify somebody."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.one_datum.answers import answers, skips
from dueto.web.one_datum.page import page

urlpatterns: list[URLPattern] = [
    path("one-datum/", page, name="one_datum"),
    path("one-datum/<int:person_id>/answers/", answers, name="answers"),
    path("one-datum/<int:person_id>/skips/", skips, name="skips"),
]
