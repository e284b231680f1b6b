"""The journal: who decided what, and when."""

from __future__ import annotations

from django.urls import path

from dueto.web.journal.views import journal, journal_file

urlpatterns = [
    path("journal/", journal, name="journal"),
    path("journal.csv", journal_file, name="journal-file"),
]
