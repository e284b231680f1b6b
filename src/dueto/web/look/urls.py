"""Where the page of all components is found."""

from __future__ import annotations

from django.urls import path

from dueto.web.look.pages import look

urlpatterns = [path("", look, name="look")]
