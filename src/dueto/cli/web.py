"""`dueto web`: the pages."""

from __future__ import annotations

import os
import shutil

import click

from dueto.adapters.voice import Voice
from dueto.cli.ends import end_quietly, leave_with_parent
from dueto.cli.ports import host_of, port_of
from dueto.cli.speech import language_option
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import home, run_from_home, wire_ready
from dueto.domain.basics.message import say

HELP = say(
    "Serve the pages, until Ctrl-C or SIGTERM. PORT and WEB_HOST say where; DUETO_WEB_WORKERS how many processes, more"
    " than one on PostgreSQL only."
)
PATIENCE = 5
"""Seconds that open pages have to end; a page that listens for changes never ends by itself."""


def web_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run() -> None:
        wire_ready(voice=voice)
        run_from_home("web", voice=voice)
        workers = int(os.environ.get("DUETO_WEB_WORKERS") or 1)
        if workers > 1:
            _share_figures()
        serve(host=host_of("web"), port=port_of("web", voice=voice), workers=workers)

    return SpokenCommand("web", voice=voice, callback=run, help=voice(HELP), params=[language_option(voice)])


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve until told to stop."""
    import uvicorn  # noqa: PLC0415

    leave_with_parent()
    end_quietly()
    uvicorn.run(
        "dueto.config.asgi:application", host=host, port=port, workers=workers, log_config=None, access_log=False,
        lifespan="off", server_header=False, proxy_headers=False, timeout_graceful_shutdown=PATIENCE,
    )  # fmt: skip


def _share_figures() -> None:
    """Let several processes count together."""
    folder = home() / "figures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
