"""The act that made somebody cross, as a sum: what they had, what it added, what they have."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.domain.basics.message import Message, Value, say
from dueto.domain.qualification.behaviour import points_of
from dueto.domain.qualification.history import Activity
from dueto.domain.qualification.verdict import Verdict

BY = {
    "visit": say("visiting {name}"),
    "mail_click": say("opening {name} in a mail"),
    "download": say("downloading {name}"),
    "form": say("filling in {name}"),
    "event": say("coming to {name}"),
    "reply": say("answering"),
    "call": say("speaking by telephone"),
    "message": say("writing"),
    "meeting": say("meeting us"),
}


@dataclass(frozen=True, slots=True)
class LastAct:
    """The newest act that counts. `before` and `gained` add up to the behaviour of the verdict."""

    activity: Activity
    rule: str
    before: int
    gained: int

    @property
    def after(self) -> int:
        """The behaviour with it."""
        return self.before + self.gained

    def says(self) -> Message:
        """Return what was done, as what somebody crossed by."""
        return say(BY[self.activity.kind].text, name=self.rule)


def last_act(verdict: Verdict) -> LastAct | None:
    """Return the act known last among those that count for `verdict`, and what it adds; None where nothing counts."""
    acts = {one.activity.id: one.activity for line in verdict.behaviour_lines for one in line.counted}
    if not acts:
        return None
    newest = max(acts.values(), key=lambda act: (act.known_at, act.id))
    before, adding = 0, ("", 0)
    for line in verdict.behaviour_lines:
        kept = points_of(line.rule, [one.weight for one in line.counted if one.activity.id != newest.id])
        before += kept
        if any(one.activity.id == newest.id for one in line.counted) and (
            not adding[0] or line.points - kept > adding[1]
        ):
            adding = line.rule.name, line.points - kept
    return LastAct(newest, adding[0], before, verdict.behaviour - before)


def crossing(verdict: Verdict, *, ago: Value) -> Message:
    """Return by what somebody qualified and when, with the sum where an act of theirs did it."""
    if verdict.fast is not None:
        return say("Qualified {ago} by asking for it (fast track).", ago=ago)
    last, least = last_act(verdict), verdict.definition.qualified.behaviour
    if last is None or least is None or not last.before < least <= last.after:
        return say("Qualified {ago}.", ago=ago)
    return say(
        "Qualified {ago} by {act}: {before} + {gained} = {after} of {least}.",
        ago=ago, act=last.says(), before=last.before, gained=last.gained, after=last.after, least=least,
    )  # fmt: skip
