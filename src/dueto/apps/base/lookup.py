"""Asking the index of scraps: SQLite's full-text search by three signs, PostgreSQL's `pg_trgm` on the card itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from dueto.apps.base.words import GAP

Scraps = Sequence[Sequence[str]]
"""What somebody must bear: of each group one of the scraps."""


def borne_by(scraps: Scraps, *, most: int, in_order: bool = True) -> list[int]:
    """Return at most so many people who bear one scrap of each group, whoever came last first. Two queries at most.

    One query where nobody asks for their order.
    """
    groups = [[scrap for scrap in group if scrap] for group in scraps]
    if not groups or not all(groups):
        return []
    on_card = [" OR ".join([r"c.searchable LIKE %s ESCAPE '\'"] * len(group)) for group in groups]
    values = [f"%{_literally(scrap)}%" for group in groups for scrap in group]
    where = " AND ".join(f"({asked})" for asked in on_card)
    if connection.vendor != "sqlite":
        return _asked(f"base_card c WHERE {where} ORDER BY c.person_id DESC", values, most)
    signs = " AND ".join(f"({' OR '.join(_by_three(scrap) for scrap in group)})" for group in groups)
    among = f"base_scrap s JOIN base_card c ON c.person_id = s.rowid WHERE base_scrap MATCH %s AND {where}"
    # The index is read faster forwards; backwards only where there are more than are wanted, and that is soon done.
    found = _asked(among, [signs, *values], most)
    if in_order and len(found) == most:
        return _asked(f"{among} ORDER BY s.rowid DESC", [signs, *values], most)
    return sorted(found, reverse=True)


def _asked(among: str, values: Sequence[str], most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.person_id FROM {among} LIMIT %s", [*values, most])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def is_borne(word: str) -> bool:
    """Return whether somebody bears this very word. One query."""
    return bool(borne_by([[f"{GAP}{word}{GAP}"]], most=1, in_order=False))


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
