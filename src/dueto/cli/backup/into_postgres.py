"""Restoring onto PostgreSQL: in one transaction, so that what was there stands until everything is well."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from dueto.adapters.backup import postgres
from dueto.adapters.backup.archive import Manifest
from dueto.adapters.backup.ledger import Entry
from dueto.adapters.voice import Voice
from dueto.cli.backup import home as at_home
from dueto.cli.backup.brought_up import forgotten_again, furthest, insist_on_known
from dueto.cli.speech import progress_bar, refused
from dueto.cli.wired import home, unreachable, wire
from dueto.domain.basics.message import Message, say


def restore(
    staging: Path, manifest: Manifest, *, replace: bool, forgotten: list[Entry], at: datetime, voice: Voice
) -> list[Message]:
    """Return what there is to tell, once the database stands as the backup has it."""
    wire(voice=voice)
    from django.db import connection, transaction  # noqa: PLC0415
    from django.db.utils import OperationalError  # noqa: PLC0415

    from dueto.apps.privacy.actions import scrub_now  # noqa: PLC0415

    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise refused(unreachable(error), voice=voice) from None
    insist_on_known(manifest, voice=voice)
    targets = furthest(manifest)
    if postgres.tables(connection.connection) and not replace:
        raise refused(
            say("There is an installation in this database. With --replace it is overwritten: back it up first."),
            voice=voice,
        )
    forgotten = list(dict.fromkeys([*forgotten, *_forgotten_here()]))
    with progress_bar() as bar, transaction.atomic():
        task = bar.add_task(voice(say("Restoring")), total=None)
        postgres.drop_all(connection.connection)
        _build(targets, manifest)
        postgres.copy_in(
            connection.connection, staging / "tables", manifest.columns, manifest.sequences,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
        again, undecided = _bring_up(forgotten)
    if again:
        scrub_now(at=at)
    _place_files(staging)
    return forgotten_again(again, undecided)


def _forgotten_here() -> list[Entry]:
    from django.db import connection  # noqa: PLC0415

    from dueto.apps.privacy.ledger import entries  # noqa: PLC0415

    return entries() if "privacy_erasure" in connection.introspection.table_names() else []


def _build(targets: list[tuple[str, str]], manifest: Manifest) -> None:
    """Make the tables as they were when the backup was made."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from dueto.collect.inbox.postgres import TABLE  # noqa: PLC0415

    MigrationExecutor(connection).migrate(targets)
    if "dueto_cache" in manifest.columns:
        call_command("createcachetable", verbosity=0)
    if "hit" in manifest.columns:
        connection.cursor().execute(TABLE)


def _bring_up(forgotten: list[Entry]) -> tuple[int, int]:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from dueto.apps.privacy.actions import forget_again  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    connection.cursor().execute("set constraints all deferred")
    return forget_again(forgotten)


def _place_files(staging: Path) -> None:
    for folder in (staging / at_home.FILES).glob("*"):
        shutil.copytree(folder, home() / folder.name, dirs_exist_ok=True)
    if (staging / at_home.INBOX).exists() and (inbox := at_home.inbox_file()) is not None and not inbox.exists():
        shutil.move(staging / at_home.INBOX, inbox)
    secret = staging / at_home.SECRET
    if secret.exists() and not (home() / at_home.SECRET).exists():
        shutil.move(secret, home() / at_home.SECRET)
