"""How the pages are, for whoever keeps them running: `/health/live`, `/health/ready`, `/metrics`."""

from __future__ import annotations

from typing import Final, cast

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache

from dueto.apps.journal.queries import seconds_behind
from dueto.web.guard import public, read_only
from dueto.web.reader import Request
from dueto.web.watching import figures

LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
FORWARDED: Final = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"


@public
@read_only
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@read_only
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether pages can be served: the database answers and is of this version. Tells how late the worker is."""
    try:
        is_current = _is_of_this_version()
        behind = seconds_behind(as_of=cast(Request, request).now) if is_current else None
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "unreachable"}, status=503)
    state = {"ready": is_current, "database": "ok", "migrations": "ok" if is_current else "waiting"}
    return JsonResponse({**state, "worker_seconds_behind": behind}, status=200 if is_current else 503)


@public
@read_only
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures to whoever asks from this machine, or with the token; to nobody else."""
    if not _may_see_figures(request):
        raise Http404
    return HttpResponse(figures(), content_type=TEXT)


def _is_of_this_version() -> bool:
    """Return whether the database is of our version; once it is, it stays so for this process."""
    global _was_current
    if not _was_current:
        executor = MigrationExecutor(connection)
        _was_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _was_current


_was_current = False


def _may_see_figures(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN and constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    ):
        return True
    # A proxy on this machine speaks from here, too, but for somebody else.
    is_from_here = request.META.get("REMOTE_ADDR") in LOOPBACK
    return is_from_here and not any(name in request.headers for name in FORWARDED)


urlpatterns = [
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
]
