"""A naive second opinion on moves: the text of the design written once more as if and else, over plain values.

Nothing is shared with `dueto.domain`: there is no table, words are strings, and the promised attempts are found by
trying every handful of attempts.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

Plain = dict[str, Any]
ORDER = {"inquiry": 0, "prospect": 1, "disqualified": 1, "qualified": 2, "accepted": 3,
         "opportunity": 4, "deferred": 4, "won": 5, "lost": 5}  # fmt: skip
BEFORE_A_LEAD = ("inquiry", "prospect", "disqualified")
WITH_SALES = ("accepted", "opportunity", "deferred")
HANDLING = ("prepare", "send", "accept", "return", "lapse", "withdraw", "recycle", "open_opportunity", "win", "lose",
            "defer", "merge")  # fmt: skip


def opinion(case: Plain) -> Plain:
    """Return where the step leads, or `{"refused": why}`."""
    stage, handoff, step = case["stage"], case["handoff"], case["step"]
    belongs = (
        (stage in BEFORE_A_LEAD and handoff is None)
        or (stage == "qualified" and handoff in (None, "prepared", "sent"))
        or (stage in (*WITH_SALES, "won", "lost") and handoff == "accepted")
    )
    if not belongs:
        return refused("not_from_here")
    if stage in BEFORE_A_LEAD:
        return without_lead(case, stage, step)
    if stage in ("won", "lost"):
        return after_the_end(case, step)
    if step in ("cross", "disqualify", "reopen"):
        return refused("lead_is_open")
    if step == "merge":
        if case["older"] is None:
            return refused("no_older_lead")
        left = {"prepared": "withdrawn", "sent": "withdrawn"}.get(handoff, handoff)
        return moved(case, case["older"], left, ended={"how": "merged"}, backward=False)
    if stage == "qualified":
        return with_marketing(case, handoff, step)
    return with_sales(case, stage, step)


def without_lead(case: Plain, stage: str, step: str) -> Plain:
    """Return what may happen to an inquiry, a prospect, or somebody who is out."""
    first = {"inquiry": ["become_known"], "prospect": [], "disqualified": ["reinstate"]}[stage]
    if step == "become_known" and stage == "inquiry":
        return moved(case, "prospect", None)
    if step == "disqualify" and stage != "disqualified":
        return moved(case, "disqualified", None)
    if step == "reinstate" and stage == "disqualified":
        return moved(case, "prospect", None)
    if step in ("cross", "claim"):
        return begins(case, step, first)
    return refused("no_lead" if step in HANDLING else "not_from_here")


def begins(case: Plain, step: str, first: list[str]) -> Plain:
    """Return how a passage opens: by crossing, or by an executive with the contact on the line."""
    if step == "claim":
        if case["in_hand"] is not None:
            return refused("company_in_hand")
        return moved(case, "accepted", "accepted", steps=[*first, "claim"], opens=True, due=True, backward=False)
    what, why = crossing(case)
    if what == "opens":
        return moved(case, "qualified", None, steps=[*first, "cross"], opens=True, backward=False)
    return refused("company_in_hand" if what == "joins" else why)


def after_the_end(case: Plain, step: str) -> Plain:
    """Return what may happen after a sale was won or lost."""
    if step in ("cross", "claim"):
        return begins(case, step, [])
    if step == "reopen":
        return refused("company_in_hand") if case["in_hand"] is not None else moved(case, "opportunity", "accepted")
    return refused("ended" if step in HANDLING else "not_from_here")


def with_marketing(case: Plain, handoff: str | None, step: str) -> Plain:
    """Return what may happen between crossing and the answer of sales."""
    if step == "withdraw":
        left = None if handoff is None else "withdrawn"
        return moved(case, "prospect", left, ended={"how": "withdrawn"})
    if step in ("recycle", "open_opportunity", "win", "lose", "defer"):
        return refused("not_accepted")
    if handoff == "sent":
        return at_sales_door(case, step)
    if step in ("accept", "return", "lapse"):
        return refused("not_sent")
    if step == "claim":
        if case["in_hand"] is not None:
            return refused("company_in_hand")
        if handoff == "prepared":
            return moved(case, "accepted", "accepted", steps=["send", "claim"])
        return moved(case, "accepted", "accepted", due=True)
    if handoff == "prepared":
        if step == "prepare":
            return refused("already_prepared")
        return moved(case, "qualified", "sent") if step == "send" else refused("not_from_here")
    if step == "prepare":
        return not_ready(case) or moved(case, "qualified", "prepared")
    if step == "send":
        if not case["simple"]:
            return refused("not_prepared")
        return not_ready(case) or moved(case, "qualified", "sent", steps=["prepare", "send"])
    return refused("not_from_here")


def at_sales_door(case: Plain, step: str) -> Plain:
    """Return what may happen while sales owes an answer."""
    if step == "accept":
        return moved(case, "accepted", "accepted")
    if step == "return":
        return given_back(case, case["returns"], "returned")
    if step == "lapse":
        if case["lapses_at"] is None or case["as_of"] < case["lapses_at"]:
            return refused("not_due")
        return moved(case, "prospect", "lapsed", ended={"how": "lapsed"})
    return refused("already_sent" if step in ("prepare", "send", "claim") else "not_from_here")


def with_sales(case: Plain, stage: str, step: str) -> Plain:
    """Return what may happen after sales accepted."""
    if step in ("send", "accept", "return", "lapse", "withdraw", "claim"):
        return refused("already_accepted")
    if step == "recycle":
        return given_back(case, case["recycles"] or case["returns"], "recycled")
    if step == "prepare":
        if not case["preparation_due"]:
            return refused("already_prepared")
        if case["lacks_data"]:
            return refused("data_missing")
        if not case["history_complete"]:
            return refused("history_incomplete")
        return moved(case, stage, "accepted", due=False)
    if stage == "accepted":
        if step == "open_opportunity":
            return moved(case, "opportunity", "accepted")
        return refused("no_opportunity" if step in ("step_back", "win", "lose", "defer") else "not_from_here")
    if step == "win":
        return moved(case, "won", "accepted", ended={"how": "won"})
    if step == "lose":
        return lost(case)
    if step == "defer":
        if case["until"] is None:
            return refused("date_missing")
        if not case["until"] > today(case):
            return refused("date_not_ahead")
        return moved(case, "deferred", "accepted", until=case["until"])
    if stage == "deferred" and step == "resume":
        return moved(case, "opportunity", "accepted")
    if stage == "opportunity" and step == "step_back":
        return moved(case, "accepted", "accepted")
    return refused("not_from_here")


def not_ready(case: Plain) -> Plain | None:
    """Return what the preparation lacks: required data, history, a meeting proposed."""
    if case["lacks_data"]:
        return refused("data_missing")
    if not case["history_complete"]:
        return refused("history_incomplete")
    if not case["meeting_proposed"]:
        return refused("no_meeting")
    return None


def given_back(case: Plain, reasons: list[Plain], how: str) -> Plain:
    """Return how it goes back, with a reason of the agreement, its consequence and the earliest date."""
    if case["reason"] == "":
        return refused("reason_missing")
    if reasons:
        fitting = [reason for reason in reasons if reason["reason"] == case["reason"]]
        if not fitting:
            return refused("reason_not_agreed")
        reason = fitting[0]
    else:
        reason = {"reason": case["reason"], "then": "nurture", "counts": False}
    if reason.get("note") and not case["has_note"]:
        return refused("note_missing")
    earliest = case["earliest"]
    if earliest is not None and not earliest > today(case):
        return refused("date_not_ahead")
    if reason.get("after_attempts") and case["promised"] is not None and not tried(case):
        return refused("attempts_missing")
    if earliest is None and "earliest" in reason:
        earliest = today(case) + timedelta(days=int(reason["earliest"].removesuffix("d")))
    ended = {"how": how, "reason": reason["reason"], "then": reason["then"], "earliest": earliest,
             "counts": reason["counts"]}  # fmt: skip
    to = "disqualified" if reason["then"] == "out" else "prospect"
    return moved(case, to, "returned" if how == "returned" else "accepted", ended=ended)


def lost(case: Plain) -> Plain:
    """Return the loss, to whom where the reason asks."""
    if case["reason"] == "":
        return refused("reason_missing")
    fitting = [reason for reason in case["losses"] if reason["reason"] == case["reason"]]
    if case["losses"] and not fitting:
        return refused("reason_not_agreed")
    if fitting and fitting[0].get("to_whom") and case["to_whom"] == "":
        return refused("to_whom_missing")
    if case["earliest"] is not None and not case["earliest"] > today(case):
        return refused("date_not_ahead")
    ended = {"how": "lost", "reason": case["reason"], "to_whom": case["to_whom"], "earliest": case["earliest"]}
    return moved(case, "lost", "accepted", ended=ended)


def tried(case: Plain) -> bool:
    """Return whether some handful of the attempts keeps the promise, by trying every handful."""
    promised, zone = case["promised"], ZoneInfo(case["zone"])
    done = [one for one in case["attempts"] if not one[0] > case["as_of"]]
    for size in range(promised["n"], len(done) + 1):
        for some in combinations(done, size):
            at = [when for when, _ in some]
            hours = [f"{when.astimezone(zone):%Y-%m-%d %H} {channel}" for when, channel in some]
            if promised["within"] is not None and max(at) - min(at) > promised["within"]:
                continue
            if len(set(hours)) < size or len({channel for _, channel in some}) < promised["channels"]:
                continue
            if promised["n"] > 1 and len({when.astimezone(zone).hour for when in at}) == 1:
                continue
            return True
    return False


def crossing(case: Plain) -> tuple[str, str]:
    """Return what a verdict does: `opens` with why, `joins` with whose lead, or `stays` with why not."""
    if case["stage"] in ("qualified", *WITH_SALES):
        return "stays", "lead_is_open"
    if not case["qualified"]:
        return "stays", "not_qualified"
    last, why = case["last"], "first"
    if last is not None:
        fast, positive = case["newest_fast_at"], case["newest_positive_at"]
        if fast is not None and fast > last["at"]:
            why = "asked"
        elif last["as_contact"] and last["then"] == "colleague":
            why = "again"
        elif last["how"] == "won" or last["then"] == "out":
            return "stays", "closed"
        elif last["then"] == "mend" and not (last["mended_at"] is not None and last["mended_at"] <= case["as_of"]):
            return "stays", "not_mended"
        elif last["earliest"] is not None and today(case) < last["earliest"]:
            return "stays", "too_early"
        elif positive is None or not positive > last["at"]:
            return "stays", "nothing_new"
        else:
            why = "again"
    if case["in_hand"] is not None:
        return ("stays", "already_contact") if case["is_contact"] else ("joins", case["in_hand"])
    return "opens", why


def today(case: Plain) -> Any:
    """Return the day in the zone of the agreement."""
    as_of: datetime = case["as_of"]
    return as_of.astimezone(ZoneInfo(case["zone"])).date()


def refused(why: str) -> Plain:
    """Return a refusal."""
    return {"refused": why}


def moved(
    case: Plain, to: str, handoff: str | None, *, steps: list[str] | None = None, opens: bool = False,
    ended: Plain | None = None, until: Any = None, due: bool | None = None, backward: bool | None = None,
) -> Plain:  # fmt: skip
    """Return where it went, with all that is recorded."""
    nothing = {"reason": "", "then": None, "earliest": None, "counts": False, "to_whom": ""}
    is_due = case["preparation_due"] if due is None else due
    return {
        "to": to,
        "handoff": handoff,
        "steps": steps or [case["step"]],
        "opens": opens,
        "proof": case["proof"] if opens else (),
        "ended": None if ended is None else {**nothing, **ended, "at": case["as_of"]},
        "until": until,
        "due": False if ended is not None else is_due,
        "backward": ORDER[to] < ORDER[case["stage"]] if backward is None else backward,
        "answer": ended is not None and ended["how"] == "returned",
    }
