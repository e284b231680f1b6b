"""Which address is answered by whom."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/", include("dueto.api.urls")),
    path("", include("dueto.web.urls")),
]
