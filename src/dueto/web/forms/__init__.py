"""Public forms, and designing them."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.forms import beginning, confirming, downloading, editing, listing, one, preview, public

urlpatterns: list[URLPattern] = [
    path("forms/", listing.listing, name="forms"),
    path("forms/new/", listing.new, name="form_new"),
    path("forms/<slug:name>/", one.overview, name="form_overview"),
    path("forms/<slug:name>/design/", one.design, name="form_design"),
    path("forms/<slug:name>/archive/", one.archive, name="form_archive"),
    path("forms/<slug:name>/restoration/", one.restore, name="form_restoration"),
    path("forms/<slug:name>/edit/", editing.edit, name="form_edit"),
    path("forms/<slug:name>/parts/<slug:part>/", editing.change, name="form_part"),
    path("forms/<slug:name>/questions/", editing.add_question, name="form_questions"),
    path("forms/<slug:name>/questions/<str:field>/", editing.change_question, name="form_question"),
    path("forms/<slug:name>/questions/<str:field>/place/", editing.move_question, name="form_question_place"),
    path("forms/<slug:name>/questions/<str:field>/removal/", editing.remove_question, name="form_question_removal"),
    path("forms/<slug:name>/publication/", editing.publish, name="form_publication"),
    path("forms/<slug:name>/preview/", preview.preview, name="form_preview"),
    path("forms/<slug:name>/draft/", preview.draft, name="form_draft"),
    path("f/<str:form>/", public.page, name="form"),
    path("f/<str:form>/embed/", public.embedded, name="form_embedded"),
    path("f/<str:form>/begun/", beginning.begun, name="form_begun"),
    path("f/<str:form>/thanks/", public.thanks, name="form_thanks"),
    path("f/<str:form>/confirm/<str:token>/", confirming.confirmation, name="form_confirmation"),
    path("d/<str:token>/", downloading.download, name="form_download"),
]
