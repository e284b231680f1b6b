"""Where each process listens: from the environment, and refused in words when it is taken."""

from __future__ import annotations

import errno
import os
import socket
from typing import Final

from dueto.adapters.voice import Voice
from dueto.cli.speech import refused
from dueto.domain.basics.message import say

PORTS: Final = {"web": ("PORT", 8000), "collect": ("COLLECT_PORT", 8001), "work": ("WORK_PORT", 8002)}


def host_of(process: str) -> str:
    """Return the address on which one process listens: this machine alone, unless the environment says otherwise."""
    return os.environ.get(f"{process.upper()}_HOST") or "127.0.0.1"


def port_of(process: str, *, voice: Voice) -> int:
    """Return the port of one process."""
    name, usual = PORTS[process]
    text = os.environ.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65_536):
        raise refused(
            say("{name} is a port, a whole number from 1 to 65535, not {text}", name=name, text=text), voice=voice
        )
    return int(text)


def insist_on_free(process: str, *, voice: Voice) -> None:
    """Refuse to start where another program listens already."""
    port = port_of(process, voice=voice)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host_of(process), port))
    except OSError as error:
        name = PORTS[process][0]
        if error.errno == errno.EADDRINUSE:
            raise refused(
                say(
                    "Port {port} is taken by another program. Choose another: {name}={other} dueto …",
                    port=str(port), name=name, other=str(port + 10),
                ),
                voice=voice,
            ) from None  # fmt: skip
        raise refused(
            say("Port {port} cannot be used: {why}", port=str(port), why=error.strerror or ""), voice=voice
        ) from None
