"""The addresses of the API."""

from __future__ import annotations

from django.urls import path

from dueto.api.reference import reference
from dueto.api.v1 import api

urlpatterns = [path("", reference, name="api-reference"), path("v1/", api.urls)]
