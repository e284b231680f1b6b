"""How a process ends: at a signal, in order, and never later than the one that started it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

PARENT = "DUETO_PARENT"
SIGNALS = (signal.SIGTERM, signal.SIGINT)


def end_quietly() -> None:
    """End with code 0 at SIGTERM and SIGINT: a server raises the signal again once it has closed."""
    for one in SIGNALS:
        signal.signal(one, lambda *_: sys.exit(0))


def stopping() -> threading.Event:
    """Return the event that SIGTERM and SIGINT set."""
    event = threading.Event()
    for one in SIGNALS:
        signal.signal(one, lambda *_: event.set())
    return event


def leave_with_parent() -> None:
    """End as at SIGTERM when `dueto up`, which started this process, is gone, even if it was killed."""
    if parent := os.environ.get(PARENT):
        threading.Thread(target=_watch, args=(int(parent),), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
