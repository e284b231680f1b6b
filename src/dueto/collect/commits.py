"""Group commit: the hits that come while one commit runs share the next one."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from queue import SimpleQueue

import structlog

from dueto.collect.figures import Figures
from dueto.collect.inbox import Hit, Inbox, Unavailable

log = structlog.get_logger("dueto.collect")
BATCH = 500
WAITING = 10_000


class Batch:
    """Hits that are committed together, and the one future for which all of their senders wait."""

    __slots__ = ("done", "hits")

    def __init__(self, done: asyncio.Future[Unavailable | None]) -> None:
        self.hits: list[Hit] = []
        self.done = done


class Commits:
    """One thread commits, one batch at a time. All else happens on the loop, so nothing here needs a lock."""

    def __init__(self, inbox: Inbox, figures: Figures) -> None:
        self.waiting = 0
        self._inbox = inbox
        self._figures = figures
        self._batches: deque[Batch] = deque()
        self._is_busy = False
        self._is_well = True
        self._handed: SimpleQueue[Batch | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="commits", daemon=True)
        figures.watch_waiting(lambda: self.waiting)

    def start(self) -> None:
        """Begin to commit, on the loop that is running."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Commit what was taken, then let go of the inbox."""
        while self._is_busy:
            await asyncio.sleep(0.01)
        self._handed.put(None)
        await asyncio.to_thread(self._thread.join)

    def is_full(self) -> bool:
        """Return whether so many hits wait that another had better come later."""
        return self.waiting >= WAITING

    def add(self, hit: Hit) -> asyncio.Future[Unavailable | None]:
        """Return the future of the batch of this hit: nothing once it is durable, or why it could not be written."""
        batch = self._open_batch()
        batch.hits.append(hit)
        self.waiting += 1
        return batch.done

    def check(self) -> asyncio.Future[Unavailable | None]:
        """Return the future of a batch that may be empty: whether the inbox can be written."""
        return self._open_batch().done

    def _open_batch(self) -> Batch:
        if self._batches and len(self._batches[-1].hits) < BATCH:
            return self._batches[-1]
        batch = Batch(self._loop.create_future())
        self._batches.append(batch)
        if not self._is_busy:
            self._is_busy = True
            # After the requests that the loop has already read: they join this batch.
            self._loop.call_soon(self._hand_over)
        return batch

    def _hand_over(self) -> None:
        self._handed.put(self._batches.popleft())

    def _run(self) -> None:
        while batch := self._handed.get():
            started = time.perf_counter()
            outcome = self._write(batch.hits)
            self._loop.call_soon_threadsafe(self._settle, batch, outcome, time.perf_counter() - started)
        self._inbox.close()

    def _write(self, hits: list[Hit]) -> Unavailable | None:
        try:
            if hits:
                self._inbox.append(hits)
            else:
                self._inbox.check()
        except Unavailable as unavailable:
            return unavailable
        except Exception as error:
            # Whatever it is, those who wait must be told, and the thread must live for those who come.
            log.exception("commit_failed", hits=len(hits))
            return Unavailable("broken", type(error).__name__)
        return None

    def _settle(self, batch: Batch, outcome: Unavailable | None, seconds: float) -> None:
        self._figures.commit_seconds.observe(seconds)
        self._notice(outcome)
        self._answer(batch, outcome)
        while outcome is not None and self._batches:
            # Who waits behind a failure is told at once, instead of waiting for the next one.
            self._answer(self._batches.popleft(), outcome)
        if self._batches:
            self._hand_over()
        else:
            self._is_busy = False

    def _answer(self, batch: Batch, outcome: Unavailable | None) -> None:
        self.waiting -= len(batch.hits)
        if outcome is None:
            self._figures.accepted.inc(len(batch.hits))
        if not batch.done.done():  # cancelled when the server has waited long enough for its end
            batch.done.set_result(outcome)

    def _notice(self, outcome: Unavailable | None) -> None:
        if self._is_well and outcome is not None:
            log.error("inbox_unavailable", reason=outcome.reason, told=str(outcome))
        elif not self._is_well and outcome is None:
            log.info("inbox_available")
        self._is_well = outcome is None
