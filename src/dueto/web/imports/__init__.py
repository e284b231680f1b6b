"""Bringing lists in: upload, what the columns mean, a trial, the import itself, and taking it back."""

from __future__ import annotations

from django.urls import path

from dueto.web.imports import columns, listing, page, reasons, steps

urlpatterns = [
    path("imports/", listing.imports, name="imports"),
    path("imports/<int:import_id>/", page.page, name="import"),
    path("imports/<int:import_id>/progress/", page.progress, name="import-progress"),
    path("imports/<int:import_id>/columns/", columns.columns, name="import-columns"),
    path("imports/<int:import_id>/trial/", steps.trial, name="import-trial"),
    path("imports/<int:import_id>/run/", steps.run, name="import-run"),
    path("imports/<int:import_id>/cancellation/", steps.cancellation, name="import-cancellation"),
    path("imports/<int:import_id>/undoing/", steps.undoing, name="import-undoing"),
    path("imports/<int:import_id>/removal/", steps.removal, name="import-removal"),
    path("imports/<int:import_id>/refused.csv", reasons.reasons, name="import-reasons"),
]
