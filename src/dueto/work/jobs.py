"""Long work that a person or a calendar begins: done piece by piece, so that it can be seen, stopped and gone on with.

Each task does one bounded piece (at most 500 rows or some 50 ms in a transaction) and answers how much it did. Where it
stands is a row of its own, never memory: a worker that dies leaves the next piece to another.
"""

from __future__ import annotations

from typing import Final

from dueto.work import forgetting
from dueto.work.bulks import working_on_many
from dueto.work.calls import planning_calls
from dueto.work.care import asking, looking, moving, seeking, sweeping
from dueto.work.counting import counting_content, counting_touches
from dueto.work.lists import importing, tidying
from dueto.work.machines import reclassing, settling
from dueto.work.privacy import clearing_log, keeping_private
from dueto.work.rounds import Task, judging_patiently

ALL: Final[tuple[Task, ...]] = (
    *forgetting.ALL, importing, judging_patiently, keeping_private, clearing_log, tidying, counting_touches,
    counting_content, settling, reclassing, planning_calls, working_on_many, asking, looking, sweeping, moving,
)  # fmt: skip
LONG: Final[tuple[Task, ...]] = (seeking,)
"""What computes for many seconds between its transactions: in a lane of its own."""
