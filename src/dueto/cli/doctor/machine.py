"""What the machine gives: room, files that nobody else reads, processes that answer, backups, a mail server."""

from __future__ import annotations

import os
import shutil
import smtplib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

from dueto.cli.backup import home as at_home
from dueto.cli.backup.running import answers, port_here, runs
from dueto.cli.doctor.finding import Finding, doubtful, wrong
from dueto.cli.ports import PORTS
from dueto.cli.wired import home
from dueto.domain.basics.message import say

LEAST: Final = 1_000_000_000
OLDEST_BACKUP: Final = timedelta(days=2)
ASIDE: Final = timedelta(days=7)
PROCESSES: Final = {"web": say("the pages"), "collect": say("the fast door"), "work": say("the worker")}


def room() -> Iterator[Finding]:
    """Look whether the disk has room: as much again as the database, since cleaning and backups write it anew."""
    place = home() if home().exists() else home().parent
    free = shutil.disk_usage(place).free
    database = at_home.database_file()
    size = database.stat().st_size if not at_home.is_postgres() and database.exists() else 0
    megabytes = round(free / 1_000_000)
    if free < LEAST or free < size * 1.5:
        yield wrong(
            "disk", say("Only {n} MB are free on the disk of {home}.", n=megabytes, home=str(home())),
            say("make room, or move DUETO_HOME to a larger disk"),
        )  # fmt: skip
    else:
        yield Finding("disk", say("{n} MB are free on the disk.", n=megabytes))


def rights() -> Iterator[Finding]:
    """Look whether anybody else on this machine may read what is personal."""
    inbox = at_home.inbox_file()
    files = [home(), *([inbox] if inbox else []), *([] if at_home.is_postgres() else [at_home.database_file()])]
    open_home = home().exists() and home().stat().st_mode & 0o077
    if not home().exists():
        yield wrong("home", say("There is no home at {home}.", home=str(home())), say("run: dueto setup"))
        return
    if open_home:
        yield doubtful(
            "rights", say("Others on this machine can read {file}.", file=str(home())),
            say("run: chmod 700 {file}", file=str(home())),
        )  # fmt: skip
    locked = [path for path in files if path.exists() and not os.access(path, os.R_OK | os.W_OK)]
    for path in locked:
        yield wrong(
            "rights", say("{file} cannot be written.", file=str(path)),
            say("let the user who runs Dueto own it: chown"),
        )  # fmt: skip
    if not open_home and not locked:
        yield Finding("rights", say("Nobody else reads the home, and it can be written."))


def processes() -> Iterator[Finding]:
    """Look whether the three processes run from this home, answer here, and can do their work."""
    for name, words in PROCESSES.items():
        is_answered = answers(name)
        if not runs(name) and is_answered:
            yield wrong(
                name, say("What answers at port {port} runs from another home; from this one does not: {process}.",
                          port=port_here(name), process=words),
                say("start it: dueto {name}, or everything: dueto up", name=name),
            )  # fmt: skip
        elif runs(name) and not is_answered:
            yield wrong(
                name, say("It runs, but does not answer at port {port}: {process}.", port=port_here(name),
                          process=words),
                say("give {variable} as it was given at the start, or look at its log", variable=PORTS[name][0]),
            )  # fmt: skip
        elif not is_answered:
            yield wrong(
                name, say("No answer here from {process}.", process=words),
                say("start it: dueto {name}, or everything: dueto up", name=name),
            )  # fmt: skip
        elif not answers(name, "/health/ready"):
            yield wrong(
                name, say("It answers but cannot do its work: {process}.", process=words),
                say("look at its log; /health/ready tells more"),
            )  # fmt: skip
        else:
            yield Finding(name, say("It works: {process}.", process=words))


def zones() -> Iterator[Finding]:
    """Look whether the time zones of the world are installed."""
    if "America/Lima" in available_timezones():
        yield Finding("zones", say("The time zones are installed."))
    else:
        yield wrong("zones", say("There are no time zones on this machine."), say("install tzdata"))


def copies(*, at: datetime) -> Iterator[Finding]:
    """Look whether there is a backup that is not too old, and nothing left of a restored one."""
    folder = at_home.backups()
    made = [when for file in folder.glob(f"*{at_home.ENDING}") if (when := at_home.made_at(file))]
    daily = say("run every night: dueto backup")
    if not made:
        yield doubtful("backup", say("There is no backup in {folder}.", folder=str(folder)), daily)
    elif at - max(made) > OLDEST_BACKUP:
        yield doubtful("backup", say("The last backup is {n} days old.", n=(at - max(made)).days), daily)
    else:
        yield Finding("backup", say("There is a backup of the last two days."))
    for aside in sorted(home().glob("before-restore-*")) if home().exists() else ():
        if at.timestamp() - aside.stat().st_mtime > ASIDE / timedelta(seconds=1):
            yield doubtful(
                "aside", say("{folder} still holds what was there before a restore.", folder=str(aside)),
                say("delete it: people who were forgotten may still stand in it"),
            )  # fmt: skip


def mail_server(host: str, port: int, *, is_off: bool) -> Iterator[Finding]:
    """Look whether the mail server can be talked to."""
    if is_off:
        yield Finding("mail", say("Mail is kept here (DUETO_MAIL_OFF)."))
        return
    try:
        with smtplib.SMTP(host, port, timeout=5) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(
            "mail", say("The mail server {host}:{port} does not answer: {why}.", host=host, port=str(port),
                        why=type(error).__name__),
            say("look at DUETO_SMTP_HOST and DUETO_SMTP_PORT; mails wait in the outbox meanwhile"),
        )  # fmt: skip
    else:
        yield Finding("mail", say("The mail server answers."))


def secret(file: Path) -> Iterator[Finding]:
    """Look whether there is a secret key."""
    if os.environ.get("DUETO_SECRET_KEY") or os.environ.get("DUETO_SECRET_KEY_FILE") or file.exists():
        yield Finding("secret", say("There is a secret key."))
    else:
        yield wrong("secret", say("There is no secret key."), say("run: dueto setup"))
