"""What the drawings of the page show: a full score, an empty one, a passage, planes, paces."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dueto.domain.basics.message import say
from dueto.web.figures import pace, passage, plane, stave

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PEOPLE = (
    "Rocío Tello", "Joaquín Ureña", "Emilio Santángel", "Sonia Farfán", "Ramiro Cuéllar", "Andrea Castañeda",
    "Javier Bermúdez", "Claudia Bustos", "Fernando Saldaña", "Margarita Fuentes", "Pablo Tapia", "Enrique Rivas",
    "Liliana Yáñez", "Manuel Acosta", "Carolina Lozano", "Gonzalo Mamani", "Nicolás Benítez", "Jimena Zamora",
)  # fmt: skip
STAGES = (
    stave.Stage(say("Inquiries"), 430, "marketing", href="#"),
    stave.Stage(say("Qualified"), 92, "marketing", href="#", promise=say("90 promised")),
    stave.Stage(say("Accepted"), 62, "sales", href="#", promise=say("75 of 100 promised")),
    stave.Stage(say("In sale"), 27, "sales", href="#"),
    stave.Stage(say("Won"), 7, "sales", href="#", promise=say("8 promised")),
)


def shown(*, now: datetime) -> dict[str, Any]:
    """Return the drawings, laid out."""
    since = now - 10 * HOUR
    empty = tuple(stave.Stage(stage.label, 0, stage.voice) for stage in STAGES)
    return {
        "stave": stave.lay_out(stages=STAGES, notes=_notes(now), since=since, until=now),
        "stave_wall": stave.lay_out(stages=STAGES, notes=_notes(now), since=since, until=now, gap=18),
        "stave_empty": stave.lay_out(stages=empty, notes=(), since=since, until=now),
        "passage": passage.lay_out(acts=_acts(now)),
        "passage_short": passage.lay_out(acts=_acts(now)[:2]),
        "plane": _plane(now, last=39),
        "plane_alone": _plane(now, last=None),
        "pace_good": pace.lay_out(kept=[(day / 30, day * 5.4) for day in range(18)], promised=90),
        "pace_behind": pace.lay_out(kept=[(day / 30, min(day, 9) * 3.0) for day in range(18)], promised=90),
    }


def _notes(now: datetime) -> tuple[stave.Note, ...]:
    """Return the notes of a day: each passage from some stage to some stage, a while apart."""
    passages = (
        (1, 1, 0.0, 0.0), (0, 2, 0.3, 3.0), (1, 2, 1.2, 2.1), (1, 3, 3.0, 1.4), (2, 3, 0.9, 4.0),
        (3, 4, 2.2, 3.5), (1, 1, 3.3, 0.0), (2, 2, 5.5, 0.0), (1, 2, 5.0, 2.5), (3, 3, 7.0, 0.0),
    )  # fmt: skip
    found = [
        stave.Note(0, now - (0.2 + 0.9 * number) * HOUR, name, say("{name}: inquiry", name=name), "#")
        for number, name in enumerate(PEOPLE[10:])
    ]
    for name, (first, last, since, apart) in zip(PEOPLE, passages, strict=False):
        for stage in range(first, last + 1):
            label = say("{name}: {stage}", name=name, stage=STAGES[stage].label)
            at = now - timedelta(seconds=3) - (since + apart * (last - stage)) * HOUR
            found.append(stave.Note(stage, at, name, label, "#"))
    return tuple(found)


def _acts(now: datetime) -> tuple[passage.Act, ...]:
    def act(days: float, voice: str, what: Any, level: float) -> passage.Act:
        return passage.Act(now - days * DAY, voice, what, href="#", level=level)

    return (
        act(12, "marketing", say("Downloaded the guide"), 0.15),
        act(9, "marketing", say("Visited two cases"), 0.35),
        act(6, "marketing", say("Attended the webinar"), 0.6),
        act(3, "marketing", say("Visited the prices"), 0.85),
        act(2.9, "sales", say("Accepted by {name}", name="Julia Montes"), 0.5),
        act(2.5, "sales", say("First call: talked"), 0.7),
        act(1, "sales", say("Meeting agreed"), 0.95),
    )


def _plane(now: datetime, *, last: int | None) -> plane.Plane:
    sums = [(20, 0), (45, 6), (65, 8), (65, 24), *([(65, last)] if last is not None else [])]
    steps = [
        plane.Step(
            fit,
            behaviour,
            now - (5 - number) * DAY,
            say("Fit {fit}, behaviour {behaviour}", fit=fit, behaviour=behaviour),
        )
        for number, (fit, behaviour) in enumerate(sums)
    ]
    if last is None:
        steps = steps[1:2]
    return plane.lay_out(
        steps=steps, least_fit=40, least_behaviour=30, least_total=None if last else 80, best_fit=85, best_behaviour=70
    )
