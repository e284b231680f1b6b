"""The pages as a Django application: its templates, static files and template tags."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "dueto.web"
    label = "web"
    verbose_name = "Dueto"
