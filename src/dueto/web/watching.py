"""How the pages do: for each request an id, one line in the log, and figures for Prometheus.

Neither says who asked for whom: they name the route (`people/<int:person_id>/`), never the path, and the member's id.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from typing import Final
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

log = structlog.get_logger("dueto.web")
ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SEVERAL: Final = "PROMETHEUS_MULTIPROC_DIR" in os.environ
FIGURES: Final = CollectorRegistry()
ANSWERED: Final = Counter(
    "dueto_pages_answered", "Requests answered.", ["route", "method", "status"], registry=None if SEVERAL else FIGURES
)
SECONDS: Final = Histogram(
    "dueto_page_seconds", "Time until the answer began.", ["route"], buckets=BUCKETS,
    registry=None if SEVERAL else FIGURES,
)  # fmt: skip
SILENT: Final = frozenset({"health/live", "health/ready", "metrics"})


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the outermost middleware."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if ID.fullmatch(given) else uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = get_response(request)
            seconds = time.perf_counter() - began
            route = route_of(request)
            ANSWERED.labels(route, request.method, response.status_code).inc()
            SECONDS.labels(route).observe(seconds)
            if route not in SILENT:
                log.info(
                    "answered", route=route, method=request.method, status=response.status_code,
                    ms=round(seconds * 1000, 1), member=member_of(request),
                )  # fmt: skip
        response.headers["X-Request-ID"] = request_id
        return response

    return middleware


def figures() -> bytes:
    """Return the figures of all web processes of this machine as text."""
    if not SEVERAL:
        return generate_latest(FIGURES)
    all_of_them = CollectorRegistry()
    MultiProcessCollector(all_of_them)  # type: ignore[no-untyped-call]
    return generate_latest(all_of_them)


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address, so that nobody's id is in a log or a figure."""
    if (match := request.resolver_match) is not None:
        return match.route
    return "static" if request.path.startswith("/static/") else "none"


def member_of(request: HttpRequest) -> int | None:
    """Return the id of the member, if the request came as far as to know."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None
