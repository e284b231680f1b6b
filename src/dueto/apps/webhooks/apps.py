"""Where Django finds the app."""

from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """The app `webhooks`."""

    name = "dueto.apps.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"
