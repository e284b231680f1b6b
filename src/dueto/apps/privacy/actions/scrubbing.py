"""Cleaning the files after somebody was forgotten: what was deleted is overwritten, the log emptied."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from dueto.adapters.backup import postgres, sqlite
from dueto.apps.agreements.queries import in_force
from dueto.apps.privacy import server_log
from dueto.apps.privacy.holdings import holdings, is_personal, ours
from dueto.apps.privacy.models import Erasure

SHARED: Final = frozenset({"base_company", "base_source", "base_spelling"})
"""Small tables of words that many share."""
SMALL: Final = 256_000_000
"""Octets up to which a database is written anew at once; larger ones wait for the night."""
NIGHT: Final = range(1, 5)
"""Hours of the agreement's zone in which it may take its time."""


def scrub(*, at: datetime) -> int:
    """Return how many erasures are off the disk now; 0 if none waited, or if it has to wait for the night."""
    waiting = Erasure.objects.filter(scrubbed_at=None, erased_at__lte=at)
    if not waiting.exists() or not (_is_small() or _is_night(at)):
        return 0
    return scrub_now(at=at)


def scrub_now(*, at: datetime) -> int:
    """Return how many erasures are off the disk now, however long it takes; 0 if somebody was reading meanwhile."""
    is_clean = _scrub_sqlite() if settings.IS_SQLITE else _scrub_postgres()
    if not is_clean:
        return 0
    cleaned = Erasure.objects.filter(scrubbed_at=None).update(scrubbed_at=at, log_mark=server_log.mark())
    server_log.clear()
    return cleaned


def _scrub_sqlite() -> bool:
    connection.close()
    is_clean = sqlite.scrub(_file()) if _file().exists() else True
    return _scrub_inbox() and is_clean


def _scrub_inbox() -> bool:
    """Return whether hits that were understood, and deleted, are nowhere in the inbox either."""
    place = str(settings.INBOX)
    if "://" in place:
        return postgres.rewrite(place, "hit")
    return sqlite.scrub(Path(place), whole=False) if Path(place).exists() else True


def _scrub_postgres() -> bool:
    """Write the tables anew in which something personal stood; the others lose the rows that nobody sees any more."""
    anew = {*SHARED, *(model._meta.db_table for model in ours() if is_personal(model))}
    for touched in Erasure.objects.filter(scrubbed_at=None).values_list("touched", flat=True):
        anew |= set(touched)
    others = {holding.model._meta.db_table for holding in holdings()} - anew
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '5s'")
        try:
            for table in sorted(anew | others):
                full = "(full, analyze) " if table in anew else ""
                cursor.execute(f"vacuum {full}{connection.ops.quote_name(table)}")
            cursor.execute("vacuum (full) pg_catalog.pg_statistic")  # it keeps the most common values
        finally:
            cursor.execute("reset lock_timeout")
    return _scrub_inbox()


def _is_small() -> bool:
    if settings.IS_SQLITE:
        return not _file().exists() or _file().stat().st_size <= SMALL
    with connection.cursor() as cursor:
        cursor.execute("select pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) <= SMALL


def _is_night(at: datetime) -> bool:
    version = in_force(at)
    return version is None or at.astimezone(version.agreement.zone).hour in NIGHT


def _file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))
