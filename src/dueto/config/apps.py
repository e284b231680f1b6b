"""The settings as a Django application: what is checked before anything starts, and how logs are written."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register

from dueto.config import checks, logs


class Settings(AppConfig):
    """Registers the checks and sets the log up, once."""

    name = "dueto.config"
    label = "config"

    def ready(self) -> None:
        for check in checks.ALL:
            register(check, "settings")
        logs.configure(readable=settings.LOGS_ARE_READABLE, level=settings.LOG_LEVEL)
