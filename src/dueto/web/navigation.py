"""Where one can go from everywhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return what every page shows around its content."""
    return {"navigation": []}
