"""One datum away: a queue of questions, each of which would qualify somebody."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.one_datum.answers import answers, withdrawals
from dueto.web.one_datum.page import page
from dueto.web.one_datum.passing import assignments, calls, forms, skips

urlpatterns: list[URLPattern] = [
    path("one-datum/", page, name="one_datum"),
    path("one-datum/<int:person_id>/answers/", answers, name="answers"),
    path("one-datum/<int:person_id>/withdrawals/<str:field>/", withdrawals, name="withdrawals"),
    path("one-datum/<int:person_id>/skips/", skips, name="skips"),
    path("one-datum/<int:person_id>/assignments/", assignments, name="assignments"),
    path("one-datum/<int:person_id>/forms/", forms, name="asked_on_form"),
    path("one-datum/<int:person_id>/calls/", calls, name="datum_call"),
]
