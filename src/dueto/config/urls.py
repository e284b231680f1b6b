"""Which address is answered by whom, and what is answered when nobody does."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("dueto.api.urls")),
    path("", include("dueto.web.urls")),
]
handler400 = "dueto.web.mistakes.malformed"
handler403 = "dueto.web.mistakes.refused"
handler404 = "dueto.web.mistakes.absent"
handler500 = "dueto.web.mistakes.broken"
