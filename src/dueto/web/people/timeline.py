"""What somebody did, by days, the latest first; what no human did is shown grey, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dueto.apps.base.queries.acts import Done
from dueto.apps.base.reasons import reason_words
from dueto.apps.base.ruling import BY_HAND
from dueto.apps.conversations.channel_words import channel_words
from dueto.apps.conversations.queries.said import Said
from dueto.apps.leads.explained import Explained
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold
from dueto.domain.qualification.deeds import deed
from dueto.domain.qualification.history import Class
from dueto.web.addresses import MACHINES
from dueto.web.people.said import words

if TYPE_CHECKING:
    from dueto.web.reader import Request

PAGE = 40
FOLDED = 3
"""So many in a row that do not score stand folded, as one."""
NOTHING_SAID: Mapping[int, Said] = MappingProxyType({})
A_HUMAN, A_MACHINE = say("It was a person"), say("It was a machine")
ICONS = {"mail_click": "mail", "reply": "mail", "message": "whatsapp"}
CLASSES = {
    Class.AUTOMATIC: say("a machine did it, so it does not score: {reason}"),
    Class.SUSPECT: say("perhaps no human did it, so it does not score: {reason}"),
}


def days_of(request: Request, done: Sequence[Done], *, known: Explained | None) -> list[dict[str, Any]]:
    """Return the acts of one person by days, with what was said, as the reader may see and change them."""
    shown = shown_acts(done, known=known, words_of=words(done), may_class=may(request.user, Right.WORK_BASE))
    return by_days(shown, zone=request.zone)


def shown_acts(
    done: Sequence[Done],
    *,
    known: Explained | None,
    words_of: Mapping[int, Said] = NOTHING_SAID,
    may_class: bool = False,
) -> list[dict[str, Any]]:
    """Return the acts as the component `act` takes them; the points are those that count today.

    With `may_class` those that a machine may have done can be classed again in place.
    """
    worth = _worth(known)
    return [_act(one, worth.get(one.act.id), may_class=may_class) | {"said": words_of.get(one.act.id)} for one in done]


def by_days(acts: Iterable[dict[str, Any]], *, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return acts as the component `timeline` takes them, the latest day first."""
    return [
        {"day": day, "acts": list(_folded(group))}
        for day, group in groupby(acts, key=lambda act: act["at"].astimezone(zone).date())
    ]


def _folded(acts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the acts of a day; what machines did in a row is one thing to open, so that it hides no human's."""
    for is_quiet, group in groupby(acts, key=lambda act: act["is_quiet"]):
        row = list(group)
        if is_quiet and len(row) >= FOLDED:
            words = say("{n} acts in a row that do not score", n=len(row))
            yield {"folded": row, "label": words, "at": row[0]["at"], "icon": row[0]["icon"], "is_quiet": True}
        else:
            yield from row


def _act(done: Done, points: float | None, *, may_class: bool) -> dict[str, Any]:
    act = done.act
    return {
        "at": act.occurred_at,
        "label": deed(act),
        "icon": ICONS.get(act.kind, act.kind),
        "points": round(points, 1) if points is not None else None,
        "detail": _detail(done),
        "is_quiet": not done.scores,
        **(_classing(done) if may_class else {}),
    }


def _classing(done: Done) -> dict[str, Any]:
    """Return how an act can be classed again: what does not score as a human's, what a colleague let score as not."""
    if not done.scores:
        return {"class_url": f"{MACHINES}acts/{done.act.id}/", "class_as": "human", "class_label": A_HUMAN}
    if done.reason == BY_HAND:
        return {"class_url": f"{MACHINES}acts/{done.act.id}/", "class_as": "automatic", "class_label": A_MACHINE}
    return {}


def _detail(done: Done) -> Message | None:
    if not done.scores:
        return say(CLASSES[done.act.class_].text, reason=reason_words(done.reason))
    if done.channel and done.channel != "directo":
        return say("through {origin}", origin=channel_words(done.channel))
    return None


def _worth(known: Explained | None) -> dict[int, float]:
    worth: dict[int, float] = {}
    for line in known.verdict.behaviour_lines if known else ():
        for one in line.counted:
            worth[one.activity.id] = worth.get(one.activity.id, 0.0) + one.weight
    return worth


def interests(done: Sequence[Done], *, known: Explained | None) -> tuple[str, ...]:
    """Return what somebody is interested in: what they said, and the topics whose words stand in what they read."""
    if known is None:
        return ()
    said = [one.strip() for one in known.profile.get("interests", "").replace(";", ",").split(",") if one.strip()]
    read = fold(
        " ".join(
            f"{one.act.attributes.get('item', '')} {one.act.attributes.get('path', '')}" for one in done if one.scores
        )
    )
    topics = known.version.record.get("interests", ())
    named = [str(topic["name"]) for topic in topics if any(fold(str(word)) in read for word in topic["says"])]
    return tuple(dict.fromkeys((*said, *named)))
