"""What the door counts, in the format of Prometheus; nothing in it tells about a person."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1.0, 5.0)


class Figures:
    """The figures of one door; counted once a commit, not once a hit."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        self.accepted = Counter("dueto_hits_accepted", "Hits that are in the inbox.", registry=self._all)
        self.refused = Counter("dueto_hits_refused", "Posts that are not.", ["reason"], registry=self._all)
        self.commit_seconds = Histogram(
            "dueto_commit_seconds", "Time of one commit.", registry=self._all, buckets=SECONDS
        )
        self.waiting = Gauge("dueto_hits_waiting", "Hits waiting for their commit.", registry=self._all)

    def watch_waiting(self, count: Callable[[], int]) -> None:
        """Ask `count` for the hits that wait whenever the figures are read."""
        self.waiting.set_function(count)

    def text(self) -> bytes:
        """Return all figures as text."""
        return generate_latest(self._all)
