"""What of an installation's home belongs into a backup, and where backups stand."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dueto.adapters.running import FOLDER as RUNNING
from dueto.cli.wired import home

ENDING: Final = ".dueto.tar.gz"
STAMP: Final = "%Y%m%dT%H%M%SZ"
DATABASE, INBOX, SECRET, FILES = "dueto.db", "inbox.db", "secret-key", "files"
LEFT_OUT: Final = frozenset({"static", "backups", RUNNING})
"""Folders that are made again, or hold the backups themselves."""


def backups() -> Path:
    """Return where backups stand, unless somebody names another folder."""
    return Path(os.environ.get("DUETO_BACKUPS") or home() / "backups").resolve()


def folders() -> list[Path]:
    """Return the folders of the home whose files belong into a backup: what was uploaded, for instance."""
    if not home().is_dir():
        return []
    return sorted(
        path for path in home().iterdir()
        if path.is_dir() and not path.name.startswith((".", "before-restore-")) and path.name not in LEFT_OUT
        and path.resolve() != backups()
    )  # fmt: skip


def named(folder: Path, at: datetime) -> Path:
    """Return the file of a backup that is made now."""
    return folder / f"dueto-{at.astimezone(UTC):{STAMP}}{ENDING}"


def made_at(file: Path) -> datetime | None:
    """Return when a backup was made, by its name; None if it is none of ours."""
    text = file.name.removesuffix(ENDING).removeprefix("dueto-")
    try:
        return datetime.strptime(text, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def is_postgres() -> bool:
    """Return whether the database is a PostgreSQL."""
    return "://" in database_address() and not database_address().startswith("sqlite")


def database_address() -> str:
    """Return the address of the database, also where a file holds it."""
    if file := os.environ.get("DUETO_DATABASE_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get("DUETO_DATABASE", "")


def database_file() -> Path:
    """Return the file of the database on SQLite."""
    address = database_address()
    return Path(address.removeprefix("sqlite:///")) if address else home() / DATABASE


def inbox_file() -> Path | None:
    """Return the file of the inbox; None where it is on a PostgreSQL."""
    place = os.environ.get("DUETO_INBOX") or str(home() / INBOX)
    return None if "://" in place else Path(place)
