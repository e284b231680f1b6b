"""Public forms, made from what the agreement requires."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.forms.listing import listing
from dueto.web.forms.public import embedded, page, thanks

urlpatterns: list[URLPattern] = [
    path("forms/", listing, name="forms"),
    path("f/<str:form>/", page, name="form"),
    path("f/<str:form>/embed/", embedded, name="form_embedded"),
    path("f/<str:form>/thanks/", thanks, name="form_thanks"),
]
