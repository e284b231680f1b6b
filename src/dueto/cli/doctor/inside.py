"""What stands inside: settings, the database, and how the work goes on. Django is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dueto.adapters.backup import sqlite
from dueto.cli.backup import home as at_home
from dueto.cli.doctor.finding import Finding, Level, doubtful, wrong
from dueto.domain.basics.message import Value, say

if TYPE_CHECKING:
    from dueto.apps.imports.queries import Stuck

MANY_HITS: Final = 10_000
MANY_PEOPLE: Final = 1_000
SLOW: Final = 300
RIGHTS: Final = (
    'GRANT pg_checkpoint TO "{role}"; GRANT EXECUTE ON FUNCTION pg_switch_wal(), pg_ls_waldir() TO "{role}";'
)
LARGEST: Final = 2_000_000_000
"""Octets up to which the whole file is looked over."""


def settings_found() -> Iterator[Finding]:
    """Look at the settings by the checks that every start makes."""
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415

    found = [one for one in run_checks() if str(one.id).startswith("dueto.")]
    for one in found:
        level = Level.ERROR if one.level >= ERROR else Level.WARNING
        yield Finding(str(one.id), str(one.msg), level, str(one.hint or "docs/settings.md"))
    if not found:
        yield Finding("settings", say("The settings can be used."))


def database() -> Iterator[Finding]:
    """Look whether the database answers, is of this version and whole."""
    from django.db import DatabaseError, connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        executor = MigrationExecutor(connection)
        is_old = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        why = str(error).partition("\n")[0]
        yield wrong("database", say("The database cannot be reached: {why}", why=why),
                    say("is it running, and is DUETO_DATABASE right?"))  # fmt: skip
        return
    if is_old:
        yield wrong("database", say("The database is of an older version."), say("run: dueto setup"))
        return
    file = at_home.database_file()
    if not at_home.is_postgres() and file.exists() and file.stat().st_size <= LARGEST and (bad := sqlite.faults(file)):
        yield wrong("database", say("The database itself is damaged: {fault}", fault=bad[0]),
                    say("restore the last backup: dueto restore FILE --replace"))  # fmt: skip
        return
    yield Finding("database", say("The database answers, is of this version and whole."))


def work(*, at: datetime) -> Iterator[Finding]:
    """Look how the work goes on, and what waits for somebody."""
    from django.conf import settings  # noqa: PLC0415

    from dueto.apps.imports.queries import stuck  # noqa: PLC0415
    from dueto.apps.privacy.queries.checkup import checkup  # noqa: PLC0415

    known = checkup(as_of=at)
    found = list(_unwell(known, hits=_hits_waiting(str(settings.INBOX), known.understood_until)))
    found += map(_standing_still, stuck(as_of=at))
    found += _server_log()
    yield from found or [Finding("work", say("Nothing waits too long."))]


def _unwell(known: Any, *, hits: int) -> Iterator[Finding]:
    behind = say("is the worker running? start it: dueto work")
    if not known.has_agreement:
        yield doubtful("agreement", say("No agreement is in force: nobody is judged."),
                       say("let both teams sign one: /agreement/"))  # fmt: skip
    if not known.seats:
        yield doubtful("seats", say("No executive has a place in the turn: nothing can be handed over."),
                       say("give places on the pages of the members: /members/"))  # fmt: skip
    if known.failed_effects:
        yield doubtful("outbox", say("{n} mails or messages could not leave.", n=known.failed_effects),
                       say("the journal names them; mend the mail server and send them again"))  # fmt: skip
    if known.seconds_behind > SLOW:
        yield wrong("outbox", say("The oldest mail waits for {n} minutes.", n=round(known.seconds_behind / 60)), behind)
    if known.clocks_unwatched:
        yield wrong("clocks", say("{n} commitments are not watched.", n=known.clocks_unwatched), behind)
    if known.people_to_judge > MANY_PEOPLE:
        yield doubtful("judging", say("{n} people wait to be judged.", n=known.people_to_judge), behind)
    if hits > MANY_HITS:
        yield doubtful("inbox", say("{n} hits wait to be understood.", n=hits), behind)
    if known.troubled_mailboxes:
        yield doubtful("mailbox", say("A mailbox cannot be read: {names}.", names=known.troubled_mailboxes),
                       say("its page tells why: /mailbox/"))  # fmt: skip
    if known.unscrubbed:
        yield doubtful("erasures", say("{n} people are forgotten, but the files are not cleaned yet.",
                                       n=known.unscrubbed), behind)  # fmt: skip
    if known.requests_owed:
        yield doubtful("requests", say("{n} people have waited for an answer for more than 20 days.",
                                       n=known.requests_owed), say("answer them: /privacy/"))  # fmt: skip


def _server_log() -> Iterator[Finding]:
    """Look whether PostgreSQL's own log may still hold somebody who was forgotten."""
    from dueto.apps.privacy.server_log import standing  # noqa: PLC0415

    if (held := standing()) is None:
        return
    cure: Value = say("it ends by itself as the server goes on writing")
    if held.slot:
        cure = say("the replication slot {slot} keeps the log: let it go on, or drop it", slot=held.slot)
    elif held.role:
        cure = say("let Dueto empty it: as a superuser, in its database, run: {sql}", sql=RIGHTS.format(role=held.role))
    yield doubtful(
        "server-log", say("{n} people are forgotten, but the write-ahead log of PostgreSQL may hold them until it has"
                          " written {megabytes} MB more.", n=held.people, megabytes=-(-held.octets // 1_000_000)), cure
    )  # fmt: skip


def _standing_still(one: Stuck) -> Finding:
    if one.is_lost:
        return wrong(
            "imports", say("The file of import {n} is not in the folder of uploads.", n=str(one.id)),
            say("let pages and worker share that folder; or give the import up and upload the file again:"
                " /imports/{n}/", n=str(one.id)),
        )  # fmt: skip
    return wrong(
        "imports", say("Import {n} has not moved for an hour.", n=str(one.id)),
        say("is the worker running? start it: dueto work; or stop the import: /imports/{n}/", n=str(one.id)),
    )  # fmt: skip


def _hits_waiting(place: str, understood: int) -> int:
    from dueto.collect.inbox import Unavailable, open_inbox  # noqa: PLC0415

    if "://" not in place and not Path(place).exists():
        return 0
    inbox = open_inbox(place)
    try:
        return max(0, inbox.newest_id() - understood)
    except Unavailable:
        return 0
    finally:
        inbox.close()
