"""What people may ask of us: to hear no more, to see what is held about them, to be forgotten."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.privacy.choices import choices
from dueto.web.privacy.erasures import erasure
from dueto.web.privacy.overview import everything, overview, retention
from dueto.web.privacy.person import consents, copy, page, requests

urlpatterns: list[URLPattern] = [
    path("privacy/", overview, name="privacy"),
    path("privacy/everything/", everything, name="everything"),
    path("privacy/retention/<slug:kind>/", retention, name="retention"),
    path("people/<int:person_id>/privacy/", page, name="person-privacy"),
    path("people/<int:person_id>/privacy/consents/", consents, name="person-consents"),
    path("people/<int:person_id>/privacy/requests/", requests, name="person-requests"),
    path("people/<int:person_id>/privacy/copy/", copy, name="person-copy"),
    path("people/<int:person_id>/erasure/", erasure, name="person-erasure"),
    path("choices/<str:token>/", choices, name="choices"),
]
