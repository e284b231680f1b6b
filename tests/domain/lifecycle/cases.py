"""Random standings as plain values, and the room of the lifecycle as the tests call it, real or spoilt."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.domain.lifecycle.oracle import Plain, crossing, opinion, tried

STAGES = ("inquiry", "prospect", "qualified", "accepted", "opportunity", "won", "lost", "deferred", "disqualified")
HANDOFFS = (None, "prepared", "sent", "accepted", "returned", "lapsed", "withdrawn")
STEPS = ("become_known", "cross", "prepare", "send", "accept", "return", "lapse", "withdraw", "claim",
         "open_opportunity", "step_back", "win", "lose", "defer", "resume", "reopen", "recycle", "disqualify",
         "reinstate", "merge")  # fmt: skip
STATES = (
    *((stage, None) for stage in ("inquiry", "prospect", "disqualified", "qualified")),
    ("qualified", "prepared"), ("qualified", "sent"),
    *((stage, "accepted") for stage in ("accepted", "opportunity", "deferred", "won", "lost")),
)  # fmt: skip
ZONES = ("America/Lima", "Europe/Madrid", "America/Santiago", "Australia/Lord_Howe")
DAYS = (datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 9, 6, tzinfo=UTC), datetime(2026, 4, 5, tzinfo=UTC))
TICK = timedelta(microseconds=1)
RETURNS = (
    {"reason": "not now", "then": "nurture", "earliest": "90d", "counts": True},
    {"reason": "researching", "then": "nurture", "earliest": "1d", "counts": True, "note": True},
    {"reason": "too small", "then": "out", "counts": True},
    {"reason": "wrong person", "then": "colleague", "counts": True},
    {"reason": "bad data", "then": "mend", "counts": True},
    {"reason": "no answer", "then": "nurture", "earliest": "30d", "counts": False, "after_attempts": True},
    {"reason": "customer", "then": "join", "counts": False},
)
RECYCLES = (
    {"reason": "not now", "then": "nurture", "earliest": "45d", "counts": False},
    {"reason": "no answer", "then": "nurture", "earliest": "10d", "counts": False, "after_attempts": True},
)
LOSSES = ({"reason": "price"}, {"reason": "competitor", "to_whom": True})
REASONS = ("", "unheard of", "price", "competitor", *(reason["reason"] for reason in RETURNS))
BECAUSE = {
    "Meets the definition for the first time": "first",
    "Asked to talk after it ended: opens at once": "asked",
    "Meets the definition again, with something new since it ended": "again",
}


def _module(name: str) -> Any:
    return importlib.import_module(f"dueto.domain.lifecycle.{name}")


class Room:
    """The modules of the lifecycle, of the real domain or of the copy that is loaded now."""

    def __init__(self) -> None:
        self.attempts, self.crossing, self.handoff, self.moves = map(
            _module, ("attempts", "crossing", "handoff", "moves")
        )
        self.reasons, self.stages, self.values, self.steps = map(_module, ("reasons", "stages", "standing", "steps"))

    def standing(self, case: Plain) -> Any:
        """Return the case as the room's own value."""
        stage, handoff, end = self.stages.Stage, self.handoff.Handoff, self.stages.End
        document = {"reasons": {"return": case["returns"], "recycle": case["recycles"], "lost": case["losses"]}}
        agreed = self.reasons.agreed_from(document)
        promised = case["promised"]
        last = case["last"]
        return self.values.Standing(
            stage=stage(case["stage"]),
            zone=ZoneInfo(case["zone"]),
            handoff=None if case["handoff"] is None else handoff(case["handoff"]),
            simple=case["simple"],
            agreed=self.reasons.Agreed(
                agreed.returns, agreed.recycles, agreed.losses,
                None if promised is None else self.attempts.PromisedAttempts(**promised),
            ),
            judged=self.values.Judged(
                case["qualified"], case["newest_positive_at"], case["newest_fast_at"], case["proof"]
            ),
            last=None if last is None else self.values.Ended(
                end(last["how"]), last["at"], then=last["then"] and self.reasons.Consequence(last["then"]),
                earliest=last["earliest"], mended_at=last["mended_at"], as_contact=last["as_contact"],
            ),
            in_hand=case["in_hand"],
            is_contact=case["is_contact"],
            preparation=self.handoff.Preparation(
                case["lacks_data"], case["history_complete"], case["meeting_proposed"]
            ),
            preparation_due=case["preparation_due"],
            lapses_at=case["lapses_at"],
            attempts=tuple(self.attempts.Attempt(at, channel) for at, channel in case["attempts"]),
            older=None if case["older"] is None else stage(case["older"]),
            told=self.values.Told(
                case["reason"], case["has_note"], case["earliest"], case["until"], case["to_whom"]
            ),
        )  # fmt: skip

    def answer(self, case: Plain) -> Plain:
        """Return what the room says of the step, in the words of the oracle."""
        lead, step = self.standing(case), self.steps.Step(case["step"])
        moved = self.moves.move(lead=lead, step=step, as_of=case["as_of"])
        if isinstance(moved, self.moves.Refused):
            assert (moved.stage, moved.step) == (case["stage"], case["step"])
            return {"refused": str(moved.reason)}
        assert (moved.at, moved.came_from) == (case["as_of"], case["stage"])
        ended = moved.ended
        return {
            "to": str(moved.to),
            "handoff": moved.handoff,
            "steps": [str(step) for step in moved.steps],
            "opens": moved.opens,
            "proof": moved.proof,
            "ended": None if ended is None else {
                name: getattr(ended, name) for name in ("how", "at", "reason", "then", "earliest", "counts", "to_whom")
            },
            "until": moved.until,
            "due": moved.preparation_due,
            "backward": moved.is_backward,
            "answer": moved.owes_answer,
        }  # fmt: skip

    def has_tried(self, case: Plain) -> bool:
        """Return whether the room takes the attempts for those that were promised."""
        attempts = [self.attempts.Attempt(at, channel) for at, channel in case["attempts"]]
        promised = self.attempts.PromisedAttempts(**case["promised"])
        made: bool = self.attempts.are_made(
            promised, attempts=attempts, zone=ZoneInfo(case["zone"]), as_of=case["as_of"]
        )
        return made

    def crossing_of(self, case: Plain) -> tuple[str, str]:
        """Return what the room says of crossing, in the words of the oracle."""
        answer = self.crossing.crossing(lead=self.standing(case), as_of=case["as_of"])
        match type(answer).__name__:
            case "Opens":
                assert answer.proof == case["proof"]
                return "opens", BECAUSE[answer.because.text]
            case "Joins":
                return "joins", answer.lead
            case _:
                return "stays", str(answer.reason)


def random_case(rng: Random) -> Plain:
    """Return one standing and one step; every instant lies on, just before or just after another."""
    stage, handoff = rng.choice(STATES)
    if rng.random() < 0.02:
        stage, handoff = rng.choice(STAGES), rng.choice(HANDOFFS)
    return {"stage": stage, "handoff": handoff, "step": rng.choice(STEPS), **details(rng)}


def details(rng: Random) -> Plain:
    """Return all that a decision depends on beside the stage, the hand-off and the step."""
    zone, noon = rng.choice(ZONES), rng.choice(DAYS)
    midnight = datetime(noon.year, noon.month, noon.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    as_of = midnight + rng.choice((-TICK, timedelta(), TICK, timedelta(hours=9)))
    last = random_end(rng, as_of)
    anchor = last["at"] if last else as_of
    day = as_of.astimezone(ZoneInfo(zone)).date()
    return {
        "zone": zone, "as_of": as_of, "simple": rng.random() < 0.5,
        "returns": rng.choice((RETURNS, RETURNS, ())), "recycles": rng.choice((RECYCLES, ())),
        "losses": rng.choice((LOSSES, LOSSES, ())),
        "promised": rng.choice((None, {"n": rng.randint(1, 4), "within": rng.choice((None, timedelta(days=1))),
                                       "channels": rng.randint(1, 2)})),
        "attempts": random_attempts(rng, as_of),
        "qualified": rng.random() < 0.85, "proof": tuple(rng.sample(range(9), 2)),
        "newest_positive_at": near(rng, anchor), "newest_fast_at": near(rng, anchor) if rng.random() < 0.4 else None,
        "last": last, "in_hand": rng.choice((None, None, "lead 7")), "is_contact": rng.random() < 0.3,
        "lacks_data": rng.random() < 0.2, "history_complete": rng.random() < 0.8,
        "meeting_proposed": rng.random() < 0.8, "preparation_due": rng.random() < 0.5,
        "lapses_at": near(rng, as_of), "older": rng.choice((None, "qualified", "accepted", "opportunity")),
        "reason": rng.choice(REASONS), "has_note": rng.random() < 0.5,
        "earliest": rng.choice((None, None, day + timedelta(days=rng.randint(-1, 2)))),
        "until": rng.choice((None, day + timedelta(days=rng.randint(-1, 2)))),
        "to_whom": rng.choice(("", "GradoCero")),
    }  # fmt: skip


def random_end(rng: Random, as_of: datetime) -> Plain | None:
    """Return how the last passage ended, or that there was none."""
    if rng.random() < 0.25:
        return None
    how = rng.choice(("won", "lost", "returned", "returned", "recycled", "lapsed", "withdrawn"))
    given_back = how in ("returned", "recycled")
    day = as_of.date()
    return {
        "how": how, "at": as_of - timedelta(days=rng.randint(0, 3)),
        "then": rng.choice(("nurture", "nurture", "out", "colleague", "mend", "join")) if given_back else None,
        "earliest": rng.choice((None, day + timedelta(days=rng.randint(-1, 1)))),
        "mended_at": near(rng, as_of), "as_contact": rng.random() < 0.4,
    }  # fmt: skip


def random_attempts(rng: Random, as_of: datetime) -> list[tuple[datetime, str]]:
    """Return up to six attempts, some of them within the same hour, one perhaps still to come."""
    starts = [as_of - timedelta(hours=rng.choice((0, 1, 20, 23, 24, 25, 47, 48)), minutes=rng.choice((0, 0, 20)))
              for _ in range(rng.randint(0, 6))]  # fmt: skip
    return [(at + rng.choice((timedelta(), timedelta(), TICK)), rng.choice(("call", "message"))) for at in starts]


def tries(rng: Random) -> Plain:
    """Return attempts that come near to a promise: nearly enough, nearly in time, nearly at different hours."""
    as_of = rng.choice(DAYS) + timedelta(hours=18)
    within = timedelta(days=rng.randint(1, 2))
    ago = (timedelta(), timedelta(minutes=20), timedelta(minutes=40), timedelta(hours=1), timedelta(hours=24), within)
    attempts = [
        (as_of - rng.choice(ago) - rng.choice(ago) + rng.choice((-TICK, timedelta(), timedelta(), TICK)),
         rng.choice(("call", "message")))
        for _ in range(rng.randint(0, 6))
    ]  # fmt: skip
    promised = {"n": rng.randint(1, 4), "within": rng.choice((None, within)), "channels": rng.randint(1, 2)}
    return {"zone": rng.choice(ZONES), "as_of": as_of, "promised": promised, "attempts": attempts}


def near(rng: Random, instant: datetime) -> datetime | None:
    """Return an instant on, just before or just after another, or none."""
    return rng.choice((None, instant - TICK, instant, instant + TICK, instant - timedelta(hours=5)))


def walk(rng: Random, *, steps: int) -> Iterator[Plain]:
    """Yield the cases of one random life: each begins where the oracle says that the one before ended."""
    stage, handoff, last, is_due = "inquiry", None, None, False
    for _ in range(steps):
        case = {"stage": stage, "handoff": handoff, "step": rng.choice(STEPS), **details(rng)}
        case |= {"last": last, "preparation_due": is_due}
        if last is not None and rng.random() < 0.7:
            anchor = last["at"] + timedelta(days=rng.choice((0, 1, 45, 90, 91)))
            case |= {"as_of": anchor, "newest_positive_at": near(rng, last["at"]), "lapses_at": near(rng, anchor)}
        yield case
        went = opinion(case)
        if "refused" in went:
            continue
        stage, is_due = went["to"], went["due"]
        handoff = (
            went["handoff"] if stage in ("qualified", "accepted", "opportunity", "deferred", "won", "lost") else None
        )
        if ended := went["ended"]:
            last = {**ended, "mended_at": None, "as_contact": False}
            if ended["how"] == "merged":
                stage, handoff, last = "prospect", None, None


@lru_cache(maxsize=20_000)
def drawn(place: int) -> tuple[Plain, Plain, tuple[str, str]]:
    """Return the case number `place` of the fixed series, with both opinions of the oracle."""
    case = random_case(Random(2026_000_000 + place))
    return case, opinion(case), crossing(case)


@lru_cache(maxsize=20_000)
def drawn_tries(place: int) -> tuple[Plain, bool]:
    """Return the attempts number `place` of a fixed series, and whether they are enough for the oracle."""
    case = tries(Random(3026_000_000 + place))
    return case, tried(case)
