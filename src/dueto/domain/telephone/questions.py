"""What a call asks: at most three data, the most useful first, and never the budget to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum, auto
from types import MappingProxyType

from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.message import say
from dueto.domain.conditions.condition import fields_of
from dueto.domain.conditions.fields import Field, Means
from dueto.domain.qualification.missing import Missing, means_for
from dueto.domain.telephone.words import MOST_QUESTIONS, Aim


class Unfit(StrEnum):
    """Why some questions cannot be asked."""

    TOO_MANY = auto()
    UNKNOWN = auto()
    BUDGET_FIRST = auto()


SAYS = MappingProxyType(
    {
        Unfit.TOO_MANY: say("a call asks three questions at most"),
        Unfit.UNKNOWN: say("one of the questions is not in the agreement"),
        Unfit.BUDGET_FIRST: say("never begin with the budget; ask something else before"),
    }
)
DELICATE = frozenset({"budget", "revenue"})
"""What nobody is asked to begin with."""
ANSWERED = frozenset({"phone", "mobile"})
"""What is known as soon as somebody answers."""


def questions_for(
    aim: Aim, definition: Definition, *, missing: Missing, lacking: Sequence[Sequence[str]],
    profile: Mapping[str, str], fields: Mapping[str, Field],
) -> tuple[str, ...]:  # fmt: skip
    """Return the questions proposed for one person: what the aim wants to know and nobody knows yet."""
    would_do = missing.fields[0] if missing.fields else ()
    required = tuple(names[0] for names in lacking)
    desired = tuple(name for names in definition.desired for name in names)
    ruling_out = tuple(name for rule in definition.disqualify for name in sorted(fields_of(rule.when)))
    fit = tuple(name for rule in definition.fit for name in sorted(fields_of(rule.when)))
    wanted = {
        Aim.DROP: (*ruling_out, *required),
        Aim.CONFIRM: (*would_do, *required, *desired),
        Aim.CHECK: (*desired, *fit),
    }[aim]
    unknown = [
        name for name in dict.fromkeys(wanted) if name in fields and name not in profile and name not in ANSWERED
    ]
    return in_order(unknown, profile=profile, fields=fields)


def in_order(names: Iterable[str], *, profile: Mapping[str, str], fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return at most three of these questions: what somebody answers by telephone first, the delicate ones last."""
    easy: list[str] = []
    hard: list[str] = []
    for name in names:
        is_hard = name in DELICATE or means_for(fields[name], profile=profile) is Means.MEETING
        (hard if is_hard else easy).append(name)
    return tuple((easy + hard)[:MOST_QUESTIONS]) if easy else ()


def unfit(names: Sequence[str], *, fields: Mapping[str, Field]) -> Unfit | None:
    """Return why these questions, chosen by hand, cannot be asked; None if they can."""
    if len(names) > MOST_QUESTIONS or len(set(names)) < len(names):
        return Unfit.TOO_MANY
    if any(name not in fields for name in names):
        return Unfit.UNKNOWN
    return Unfit.BUDGET_FIRST if names and names[0] in DELICATE else None
