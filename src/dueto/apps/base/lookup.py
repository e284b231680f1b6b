"""Asking the index of scraps: SQLite's full-text search by three signs, PostgreSQL's `pg_trgm` on the card itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from dueto.apps.base.words import GAP

Scraps = Sequence[Sequence[str]]
"""What somebody must bear: of each group one of the scraps."""


def borne_by(scraps: Scraps, *, most: int) -> list[int]:
    """Return at most so many people who bear one scrap of each group, whoever came last first. One query."""
    groups = [[scrap for scrap in group if scrap] for group in scraps]
    if not groups or not all(groups):
        return []
    on_card = [" OR ".join([r"c.searchable LIKE %s ESCAPE '\'"] * len(group)) for group in groups]
    values = [f"%{_literally(scrap)}%" for group in groups for scrap in group]
    where = " AND ".join(f"({asked})" for asked in on_card)
    if connection.vendor == "sqlite":
        signs = " AND ".join(f"({' OR '.join(_by_three(scrap) for scrap in group)})" for group in groups)
        sql = (
            "SELECT c.person_id FROM base_scrap s JOIN base_card c ON c.person_id = s.rowid "  # noqa: S608
            f"WHERE base_scrap MATCH %s AND {where} ORDER BY s.rowid DESC LIMIT %s"
        )
        values = [signs, *values]
    else:
        sql = f"SELECT c.person_id FROM base_card c WHERE {where} ORDER BY c.person_id DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, most])
        return [row[0] for row in cursor.fetchall()]


def is_borne(word: str) -> bool:
    """Return whether somebody bears this very word. One query."""
    return bool(borne_by([[f"{GAP}{word}{GAP}"]], most=1))


def scrub() -> None:
    """Write the index anew in one piece, so that nothing of what was taken out of it is left in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO base_scrap(base_scrap) VALUES ('optimize')")


def _by_three(scrap: str) -> str:
    """Return the question for every second three signs of a scrap, and the last: so each sign is asked for."""
    starts = dict.fromkeys((*range(0, len(scrap) - 2, 2), max(0, len(scrap) - 3)))
    return "(" + " AND ".join(_quoted(scrap[start : start + 3]) for start in starts) + ")"


def _quoted(signs: str) -> str:
    return '"' + signs.replace('"', '""') + '"'


def _literally(scrap: str) -> str:
    return scrap.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def scraps_of(words: Iterable[str]) -> list[list[str]]:
    """Return the scraps to look for exactly: a word of one or two signs begins one, a longer stands anywhere."""
    return [[word if len(word) > 2 else f"{GAP[: 3 - len(word)]}{word}"] for word in words]
