"""How each promise is counted, said to whoever asks."""

from __future__ import annotations

from dueto.domain.basics.message import Message, say
from dueto.domain.commitments.promise import What

IN_TIME = say(
    "Of the clocks that started in the month and can be judged, those that were stopped in time, in the working time "
    "of whoever owes it. What still runs counts for neither."
)
SO = {
    What.QUALIFIED: say("Everybody who crossed the definition in the month, once for each passage."),
    What.ACCEPTANCE: say(
        "Of the hand-offs that sales answered in the month, those it accepted. Those not answered yet are left out, "
        "and those returned for a reason that does not count."
    ),
    What.COMPLETE: say("Of the hand-offs sent in the month, those that lacked nothing the agreement requires."),
    What.PREPARE: IN_TIME,
    What.ANSWER_RETURNS: IN_TIME,
    What.ANSWER: IN_TIME,
    What.FIRST_CONTACT: IN_TIME,
    What.ATTEMPTS: IN_TIME,
}


def counted_so(what: What, *, days: int) -> Message:
    """Return how a promise is counted. `days` is after how long an outcome should be known."""
    if what is What.OUTCOME:
        return say(
            "Of the accepted hand-offs whose {days} days ran out in the month, those that ended, wait for a date, or "
            "of which sales wrote something since.",
            days=days,
        )
    return SO[what]
