"""Where the page of all components is found."""

from __future__ import annotations

from django.urls import path

from dueto.web.look.pages import look, wall

urlpatterns = [path("", look, name="look"), path("wall/", wall, name="look_wall")]
