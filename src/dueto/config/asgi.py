"""The ASGI application that `dueto web` serves."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import get_resolver

from dueto.adapters.running import Unasked, hold
from dueto.config.bodies import Bounded


def _ready() -> Any:
    """Return the application with every page loaded, so that the first visitor does not wait for it.

    What is loaded by then stays for good: looking through it again and again would hold up one page in thirty.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dueto.config.settings")
    application = Bounded(get_asgi_application())
    _ = get_resolver().url_patterns
    with suppress(Unasked):  # each of several processes counts, also where the one that started them was killed
        hold(settings.HOME, "web")
    gc.collect()
    gc.freeze()
    return application


application = _ready()
