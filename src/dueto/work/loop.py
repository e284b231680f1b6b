"""The worker: lanes of tasks, so that no slow mail server, receiver or long job holds up a verdict or a clock."""

from __future__ import annotations

import gc
import threading
import time
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
    """Tasks that take turns in one thread, and how long it rests when there is nothing to do, in seconds.

    After every turn with nothing to do it rests twice as long, up to `longest`: an idle machine is left alone.
    """

    name: str
    tasks: Sequence[Task]
    rest: float
    longest: float


def run(stop: threading.Event, inbox: Inbox) -> None:
    """Work until `stop` is set; what has begun is finished first."""
    lanes = (
        Lane("people", (rounds.understanding(inbox), rounds.judging), rest=0.1, longest=0.1),
        Lane(
            "clocks",
            (rounds.climbing, rounds.silencing, rounds.resuming, rounds.waking, rounds.fading),
            rest=0.5,
            longest=1.0,
        ),
        Lane("outbox", (lambda: outbox.deliver(datetime.now(UTC)),), rest=0.25, longest=1.0),
        Lane("webhooks", webhooks.ALL, rest=0.25, longest=1.0),
        Lane("jobs", jobs.ALL, rest=0.5, longest=2.0),
        Lane("long", jobs.LONG, rest=1.0, longest=4.0),
        Lane("mailbox", (mailbox.reading,), rest=1.0, longest=1.0),
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


@dataclass(slots=True)
class Turn:
    """One task of a lane, and what it waits for after a failure: seconds, from an instant on (monotonic)."""

    task: Task
    pause: float = 0.0
    not_before: float = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it may be tried now."""
        return time.monotonic() >= self.not_before

    def put_off(self) -> None:
        """Wait ever longer after each failure in a row: the database may be back in a moment."""
        self.pause = min(LONGEST_PAUSE, max(1.0, self.pause * 2))
        self.not_before = time.monotonic() + self.pause


def _work(lane: Lane, stop: threading.Event) -> None:
    """Take turns until told to stop. A failure is logged, and holds up no other task of the lane."""
    turns, rest = [Turn(task) for task in lane.tasks], lane.rest
    while not stop.is_set():
        done = 0
        for turn in turns:
            if not turn.is_due:
                continue
            try:
                done += turn.task()
                turn.pause = 0.0
            except Exception as error:
                turn.put_off()
                why, pause = type(error).__name__, turn.pause
                LOG.error("turn failed", lane=lane.name, why=why, waits=pause, exc_info=pause < 4)
                connection.close()
        if lane.name == "people" and not any(turn.pause for turn in turns):
            beat()
        if done:
            rest = lane.rest
            continue
        stop.wait(rest)
        rest = min(rest * 2, lane.longest)
    connection.close()
