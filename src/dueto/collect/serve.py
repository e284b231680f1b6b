"""The door as a process."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys

import structlog
import uvicorn

from dueto.adapters.failure import in_words
from dueto.collect.app import build
from dueto.collect.settings import InvalidSetting, Settings
from dueto.domain.basics.message import say

log = structlog.get_logger("dueto.collect")
BACKLOG = 2048


def serve(settings: Settings, host: str) -> None:
    """Serve until SIGTERM or SIGINT; what was taken by then is committed and answered first.

    Raise `InvalidSetting` if the port is taken.
    """
    _speak_json()
    listening = _listening(host, settings.port)
    log.info("collect_started", host=host, port=listening.getsockname()[1])
    config = uvicorn.Config(
        build(settings),
        interface="asgi3",
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=30,
    )
    for end in (signal.SIGTERM, signal.SIGINT):
        # The server raises the signal again once it has stopped; for us that is an end like any other.
        signal.signal(end, lambda *_: sys.exit(0))
    # What is loaded by now stays for good, so the collector need not look at it again.
    gc.collect()
    gc.freeze()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        log.info("collect_stopped")


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=BACKLOG)
    except OSError as error:
        problem = os.strerror(error.errno) if error.errno else str(error)
        raise InvalidSetting(
            say("COLLECT_PORT {port} cannot be listened at ({problem}); choose another", port=port, problem=problem)
        ) from error


def _speak_json() -> None:
    """Write start, stop and errors as JSON lines; never who asked for what, nor what a failure held in its hands."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, in_words, structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    foreign = logging.StreamHandler(sys.stderr)
    foreign.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                in_words,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    server = logging.getLogger("uvicorn.error")
    server.handlers = [foreign]
    server.propagate = False
    server.setLevel(logging.ERROR)
