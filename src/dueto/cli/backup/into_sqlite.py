"""Restoring onto SQLite: everything is made ready beside, and takes its place in one go."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dueto.adapters.backup.archive import Manifest
from dueto.adapters.backup.ledger import Entry
from dueto.adapters.voice import Voice
from dueto.cli.backup import home as at_home
from dueto.cli.backup.brought_up import forgotten_again, insist_on_known
from dueto.cli.speech import refused
from dueto.cli.wired import home, wire
from dueto.domain.basics.message import Message, say

FORGOTTEN = "select person_id, person_created_at, erased_at from privacy_erasure"
LOGS = ("", "-wal", "-shm")


def restore(
    staging: Path, manifest: Manifest, *, replace: bool, forgotten: list[Entry], at: datetime, voice: Voice
) -> list[Message]:
    """Return what there is to tell, once the installation stands as the backup has it."""
    ours, database, inbox, kept = home(), at_home.database_file(), at_home.inbox_file(), at_home.backups()
    if database.exists() and not replace:
        raise refused(
            say("There is an installation in {home} already. With --replace it is kept aside.", home=str(ours)),
            voice=voice,
        )
    forgotten = list(dict.fromkeys([*forgotten, *_forgotten_here(database)]))
    _wire_onto(staging, secret=ours / at_home.SECRET, backups=kept, voice=voice)
    insist_on_known(manifest, voice=voice)
    again, undecided = _bring_up(staging, forgotten, at=at)
    _move_aside_and_in(staging, ours=ours, database=database, inbox=inbox, at=at)
    told = forgotten_again(again, undecided)
    if (aside := ours / f"before-restore-{at:{at_home.STAMP}}").exists():
        told.append(say("What was there before is in {folder}; delete it once all is well.", folder=str(aside)))
    return told


def _forgotten_here(database: Path) -> list[Entry]:
    """Return whom the database that is to be replaced has forgotten; nothing if it cannot be read."""
    if not database.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute(FORGOTTEN).fetchall()
    except sqlite3.Error:
        return []
    return [Entry(int(person), _instant(created), _instant(erased)) for person, created, erased in rows]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _wire_onto(staging: Path, *, secret: Path, backups: Path, voice: Voice) -> None:
    """Load Django with what was unpacked as its home: nothing of the real one is touched."""
    if not (os.environ.get("DUETO_SECRET_KEY") or os.environ.get("DUETO_SECRET_KEY_FILE")):
        source = secret if secret.exists() else staging / at_home.SECRET
        os.environ["DUETO_SECRET_KEY"] = source.read_text().strip() if source.exists() else "x" * 50
    os.environ.pop("DUETO_DATABASE_FILE", None)
    os.environ |= {
        "DUETO_HOME": str(staging), "DUETO_DATABASE": f"sqlite:///{staging / at_home.DATABASE}",
        "DUETO_INBOX": str(staging / at_home.INBOX), "DUETO_BACKUPS": str(backups),
    }  # fmt: skip
    wire(voice=voice)


def _bring_up(staging: Path, forgotten: list[Entry], *, at: datetime) -> tuple[int, int]:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from dueto.apps.base.queries.waiting import mark_of  # noqa: PLC0415
    from dueto.apps.privacy.actions import forget_again, scrub_now  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    counted = forget_again(forgotten)
    if sum(counted):
        scrub_now(at=at)
    _go_on_counting(staging / at_home.INBOX, from_=mark_of("inbox"))
    connections.close_all()
    for file in (staging / at_home.DATABASE, staging / at_home.INBOX):
        if file.exists():
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("pragma wal_checkpoint(truncate)")
    return counted


def _go_on_counting(inbox: Path, *, from_: int) -> None:
    """Let an inbox that was copied before the database give no number again that this one has understood."""
    if inbox.exists():
        with closing(sqlite3.connect(inbox)) as connection, connection:
            connection.execute("insert into sqlite_sequence (name, seq) select 'hit', 0 where not exists"
                               " (select 1 from sqlite_sequence where name = 'hit')")  # fmt: skip
            connection.execute("update sqlite_sequence set seq = max(seq, ?) where name = 'hit'", (from_,))


def _move_aside_and_in(staging: Path, *, ours: Path, database: Path, inbox: Path | None, at: datetime) -> None:
    """Let what was restored take its place; if that breaks off, what was there before stands there again."""
    places = {staging / at_home.DATABASE: database}
    if inbox is not None:
        places[staging / at_home.INBOX] = inbox
    files = staging / at_home.FILES
    places |= {folder: ours / folder.name for folder in (files.iterdir() if files.is_dir() else ())}
    if (staging / at_home.SECRET).exists() and not (ours / at_home.SECRET).exists():
        places[staging / at_home.SECRET] = ours / at_home.SECRET
    aside = ours / f"before-restore-{at:{at_home.STAMP}}"
    moved: list[tuple[Path, Path]] = []
    try:
        for target in [Path(f"{target}{log}") for target in places.values() for log in LOGS]:
            if target.exists():
                aside.mkdir(mode=0o700, exist_ok=True)
                moved.append((target, aside / target.name))
                shutil.move(target, aside / target.name)
        for source, target in places.items():
            if source.exists():
                moved.append((source, target))
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.move(source, target)
    except BaseException:
        for origin, now in reversed(moved):
            if now.exists():
                shutil.move(now, origin)
        raise
