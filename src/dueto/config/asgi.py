"""The ASGI application that `dueto web` serves."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

from dueto.config.bodies import Bounded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dueto.config.settings")
application = Bounded(get_asgi_application())
