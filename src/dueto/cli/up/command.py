"""`dueto up`: prepares what is missing, starts collect, web and worker, and keeps them running."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from dueto.adapters.voice import Voice
from dueto.cli.ends import PARENT, stopping
from dueto.cli.ports import PORTS, host_of, insist_on_free, port_of
from dueto.cli.speech import Refused, heard, language_option, legible
from dueto.cli.spoken import SpokenCommand
from dueto.cli.up.child import DUETO, Child
from dueto.cli.up.family import Door, Family
from dueto.domain.basics.message import Message, say

HELP = say(
    "Start everything: collect, web and worker, in this terminal, until Ctrl-C. What is missing is prepared first."
)
DEMO = say("with Nevadal, the company of the demo; anybody can enter as one of its people")
QUIET = say("leave the demo without its simulated visitors")
COLOURS: Final = {"collect": "cyan", "web": "blue", "worker": "magenta", "visitors": "green", "dueto": "white"}
VISITORS: Final = "dueto.cli.visitors"


def up_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(demo: bool, quiet_company: bool) -> None:
        environment = _environment(demo=demo, voice=voice)
        os.environ.update(environment)
        for process in PORTS:
            insist_on_free(process, voice=voice)
        _set_up(demo=demo, voice=voice)
        family = Family(
            _children(environment, with_visitors=demo and not quiet_company, voice=voice),
            tells=lambda message: _print("dueto", voice(message)),
        )
        doors = [Door(host_of(process), port_of(process, voice=voice)) for process in PORTS]
        family.run(stopping(), doors=doors, when_ready=lambda: _welcome(demo=demo, voice=voice))
        heard(say("All processes have ended."), voice=voice)

    return SpokenCommand(
        "up",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Option(["--demo/--no-demo"], default=False, help=voice(DEMO)),
            click.Option(["--quiet-company"], is_flag=True, help=voice(QUIET)),
            language_option(voice),
        ],
    )


def _environment(*, demo: bool, voice: Voice) -> Mapping[str, str]:
    """Return what all processes are told, beside what the environment says already."""
    usual_home = Path("demo/home") if demo else Path("dueto-home")
    told = {
        "DUETO_HOME": str(Path(os.environ.get("DUETO_HOME") or usual_home).resolve()),
        "DUETO_READABLE_LOGS": os.environ.get("DUETO_READABLE_LOGS") or ("1" if sys.stderr.isatty() else "0"),
    }
    if demo:
        told |= {"DUETO_DEMO": "1", "DUETO_LOG_LEVEL": os.environ.get("DUETO_LOG_LEVEL") or "warning"}
    return told | {name: str(port_of(process, voice=voice)) for process, (name, _) in PORTS.items()}


def _set_up(*, demo: bool, voice: Voice) -> None:
    """Prepare what is missing, in a process that is gone afterwards with all that it had to load."""
    command = [*DUETO, "setup", "--lang", voice.language, *(["--demo"] if demo else [])]
    done = subprocess.run(command, check=False, env={**os.environ, PARENT: str(os.getpid())})  # noqa: S603 - our own
    if done.returncode:
        raise Refused([])


def _children(environment: Mapping[str, str], *, with_visitors: bool, voice: Voice) -> list[Child]:
    names = {"collect": "collect", "web": "web", "worker": "work"}
    commands = {name: [*DUETO, command, "--lang", voice.language] for name, command in names.items()}
    if with_visitors and importlib.util.find_spec(VISITORS) is not None:
        commands["visitors"] = [sys.executable, "-m", VISITORS]
    return [Child(name, command, environment, _print) for name, command in commands.items()]


PRINTING: Final = threading.Lock()


def _print(name: str, line: str) -> None:
    with PRINTING:
        click.echo(f"{click.style(f'{name:>8}', fg=COLOURS.get(name))} │ {legible(line)}", err=True)


def _welcome(*, demo: bool, voice: Voice) -> None:
    address = os.environ.get("DUETO_ADDRESS") or f"http://127.0.0.1:{port_of('web', voice=voice)}"
    lines: list[Message] = [say("Dueto is at {address}", address=address)]
    if demo:
        lines.append(say("Enter as Mara (marketing), Julia (sales) or Graciela (management): one click, no password."))
    else:
        lines.append(say("Log in with the e-mail of a member; an administrator invites the others."))
    for line in (*lines, say("Ctrl-C ends it.")):
        _print("dueto", voice(line))
