"""`dueto setup`: everything that has to be there before the first start, and after each new version."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from dueto.adapters.voice import Voice
from dueto.cli.ends import leave_with_parent
from dueto.cli.speech import heard, language_option, progress_bar, refused
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import home, unreachable, wire
from dueto.domain.basics.message import say

HELP = say(
    "Prepare the home (DUETO_HOME), the secret key, the database and the static files; make the first administrator."
    " Harmless to repeat, and to be run after each new version."
)
DEMO = say("load Nevadal, the company of the demo, into an empty database")
MAIL = say("the e-mail of the first administrator")
NAME = say("their name")
PASSWORD = "DUETO_ADMIN_PASSWORD"  # noqa: S105 - the name of a setting
KEY_BYTES = 48
LOADING = "demo-is-loading"


def setup_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(demo: bool, admin_mail: str | None, admin_name: str | None) -> None:
        leave_with_parent()
        make_home(home(), voice=voice)
        clear_half_loaded(home())
        wire(voice=voice)
        prepare(voice=voice)
        if demo:
            load_demo(voice=voice)
        else:
            first_administrator(admin_mail, admin_name, voice=voice)
        heard(say("Everything is ready in {home}.", home=str(home())), voice=voice)

    return SpokenCommand(
        "setup",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Option(["--demo"], is_flag=True, help=voice(DEMO)),
            click.Option(["--admin-mail"], metavar=voice(say("MAIL")), help=voice(MAIL)),
            click.Option(["--admin-name"], metavar=voice(say("NAME")), help=voice(NAME)),
            language_option(voice),
        ],
    )


def make_home(folder: Path, *, voice: Voice) -> None:
    """Make the home, which nobody else may read, and in it the key that signs sessions."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = folder / "secret-key"
    if key.exists() or os.environ.get("DUETO_SECRET_KEY") or os.environ.get("DUETO_SECRET_KEY_FILE"):
        return
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES))
    heard(say("Wrote a new secret key to {file}; keep it, and keep it secret.", file=str(key)), voice=voice)


def clear_half_loaded(folder: Path) -> None:
    """Throw away a demo whose loading was interrupted; it is loaded again from the start."""
    if (folder / LOADING).exists():
        for file in folder.glob("dueto.db*"):
            file.unlink()


def prepare(*, voice: Voice) -> None:
    """Bring database, cache and static files to this version."""
    from django.core.management import call_command  # noqa: PLC0415 - only once Django is loaded
    from django.db.utils import OperationalError  # noqa: PLC0415

    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        raise refused(unreachable(error), voice=voice) from None
    call_command("collectstatic", interactive=False, verbosity=0)


def load_demo(*, voice: Voice) -> None:
    """Load Nevadal, unless somebody works here already."""
    from dueto.apps.team.queries import is_empty  # noqa: PLC0415
    from dueto.work.demo.load import load  # noqa: PLC0415

    if not is_empty():
        return
    heard(say("Loading Nevadal: two years of a company. This takes a minute, once."), voice=voice)
    mark = home() / LOADING
    mark.touch()
    with progress_bar() as bar:
        task = bar.add_task(voice(say("Loading Nevadal")), total=None)
        load(launch=datetime.now(UTC), progress=lambda done, total: bar.update(task, completed=done, total=total))
    mark.unlink()


def first_administrator(mail: str | None, name: str | None, *, voice: Voice) -> None:
    """Make the first administrator where nobody works here yet: from the options, or by asking."""
    from dueto.apps.team.actions import UnableToJoin, found  # noqa: PLC0415
    from dueto.apps.team.queries import is_empty  # noqa: PLC0415

    if not is_empty():
        return
    if not mail and not sys.stdin.isatty():
        heard(say("Nobody can log in yet. Run: dueto setup --admin-mail … --admin-name …"), voice=voice)
        return
    mail = mail or click.prompt(voice(say("E-mail of the first administrator")), err=True)
    name = name or (click.prompt(voice(say("Name")), err=True) if sys.stdin.isatty() else str(mail).partition("@")[0])
    password = os.environ.get(PASSWORD) or _asked_password(voice)
    try:
        found(email=str(mail), name=str(name), password=password, language=voice.language, at=datetime.now(UTC))
    except UnableToJoin as unable:
        raise refused(unable.says, voice=voice) from None
    heard(say("{mail} can log in, as administrator.", mail=str(mail)), voice=voice)


def _asked_password(voice: Voice) -> str:
    if not sys.stdin.isatty():
        raise refused(say("The password is missing: set {name}", name=PASSWORD), voice=voice)
    words = voice(say("Password")), voice(say("Once more"))
    return str(click.prompt(words[0], hide_input=True, confirmation_prompt=words[1], err=True))
