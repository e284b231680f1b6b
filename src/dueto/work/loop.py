"""The worker: lanes of tasks, so that no slow mail server, receiver or long job holds up a verdict or a clock."""

from __future__ import annotations

import gc
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from django.db import connection

from dueto.work import jobs, mailbox, outbox, rounds, webhooks
from dueto.work.health import beat
from dueto.work.rounds import Inbox, Task

LOG = structlog.get_logger("dueto.work")
LONGEST_PAUSE = 15.0


@dataclass(frozen=True, slots=True)
class Lane:
    """Tasks that take turns in one thread, and how long it rests when there is nothing to do, in seconds."""

    name: str
    tasks: Sequence[Task]
    rest: float


def run(stop: threading.Event, inbox: Inbox) -> None:
    """Work until `stop` is set; what has begun is finished first."""
    lanes = (
        Lane("people", (rounds.understanding(inbox), rounds.judging), rest=0.1),
        Lane("clocks", (rounds.climbing, rounds.resuming, rounds.waking, rounds.fading), rest=0.5),
        Lane("outbox", (lambda: outbox.deliver(datetime.now(UTC)),), rest=0.25),
        Lane("webhooks", webhooks.ALL, rest=0.25),
        Lane("jobs", jobs.ALL, rest=0.5),
        Lane("long", jobs.LONG, rest=1.0),
        Lane("mailbox", (mailbox.reading,), rest=1.0),
    )
    threads = [threading.Thread(target=_work, args=(lane, stop), name=lane.name) for lane in lanes[1:]]
    gc.freeze()  # what is loaded by now stays: looking through it again and again costs a fifth of every long work
    for thread in threads:
        thread.start()
    LOG.info("working")
    _work(lanes[0], stop)
    for thread in threads:
        thread.join()
    LOG.info("stopped")


def _work(lane: Lane, stop: threading.Event) -> None:
    """Take turns until told to stop. A failure is logged and waited out: the database may be back in a moment."""
    pauses = dict.fromkeys(range(len(lane.tasks)), lane.rest)
    while not stop.is_set():
        done, failed = 0, False
        for place, task in enumerate(lane.tasks):  # one that fails does not hold up the others of its lane
            try:
                done += task()
                pauses[place] = lane.rest
            except Exception as error:
                failed = True
                pauses[place] = min(LONGEST_PAUSE, max(1.0, pauses[place] * 2))
                why, pause = type(error).__name__, pauses[place]
                LOG.error("turn failed", lane=lane.name, why=why, waits=pause, exc_info=pause < 4)
                connection.close()
        if lane.name == "people" and not failed:
            beat()
        if failed or not done:
            stop.wait(max(pauses.values()))
    connection.close()
