"""Log-in, second factor, invitations."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
