"""The addresses of the tests here: the page of all components and nothing else."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("look/", include("dueto.web.look.urls"))]
