"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The app `base`."""

    name = "dueto.apps.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"
