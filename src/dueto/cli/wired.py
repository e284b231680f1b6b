"""Django with our settings, for the commands that need it; loaded when one of them runs, never before."""

from __future__ import annotations

import os
from pathlib import Path

from dueto.adapters.running import Kept, Unasked, hold
from dueto.adapters.voice import Voice
from dueto.cli.speech import Refused, refused
from dueto.domain.basics.message import Message, say


def home() -> Path:
    """Return the folder in which this installation keeps everything."""
    return Path(os.environ.get("DUETO_HOME") or "dueto-home").resolve()


def wire(*, voice: Voice) -> None:
    """Load Django; refuse to go on where the settings are wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dueto.config.settings")
    import django  # noqa: PLC0415 - a command that judges a file needs none of it
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415

    django.setup()
    # what is wrong with the code is for its tests to find: looking would load every page and the whole API first
    if wrong := [found for found in run_checks(tags=["settings"]) if found.level >= ERROR]:
        lines = [f"  {found.id}: {found.msg}" + (f" ({found.hint})" if found.hint else "") for found in wrong]
        raise Refused([voice(say("The settings cannot be used; docs/settings.md explains each:")), *lines])


def wire_ready(*, voice: Voice) -> None:
    """Load Django; refuse to go on where the database is not prepared."""
    wire(voice=voice)
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415
    from django.db.utils import OperationalError  # noqa: PLC0415

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise refused(unreachable(error), voice=voice) from None
    finally:
        connection.close()
    if waiting:
        raise refused(say("The database is not prepared, or of an older version. Run: dueto setup"), voice=voice)


def run_from_home(what: str, *, voice: Voice, makes_home: bool = False) -> None:
    """Let this process count as running from its home until it ends; refuse while a backup is being restored there."""
    try:
        hold(home(), what, makes_home=makes_home)
    except Kept:
        raise refused(
            say("A backup is being restored into {home}; start again once that is done.", home=str(home())),
            voice=voice,
        ) from None
    except Unasked:  # no lock can be had there: the ports alone tell then
        return


def unreachable(error: Exception) -> Message:
    """Return the sentence for a database that does not answer, with the first line of its reason."""
    return say("The database cannot be reached: {why}", why=str(error).strip().partition("\n")[0])
