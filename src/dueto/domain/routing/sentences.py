"""Why somebody was chosen, why the others were not, and why nobody was: each with its sentence."""

from __future__ import annotations

from enum import StrEnum, auto
from types import MappingProxyType

from dueto.domain.basics.message import say


class Because(StrEnum):
    """What spoke for the one who was chosen."""

    OWNS = auto()
    COVERS = auto()
    SPEAKS = auto()
    ALONE = auto()
    NEXT = auto()
    LONGEST = auto()


class Passed(StrEnum):
    """Why somebody was passed over."""

    INACTIVE = auto()
    ABSENT = auto()
    CAP_REACHED = auto()
    TOO_MANY_OPEN = auto()
    NOT_OWNER = auto()
    ONLY_OWN = auto()
    OTHER_TERRITORY = auto()
    OTHER_LANGUAGE = auto()
    LATER = auto()


class Lack(StrEnum):
    """Why nobody could be chosen: somebody has to decide."""

    NO_CANDIDATES = auto()
    NOBODY_COVERS = auto()
    NOBODY_FREE = auto()


BECAUSE = MappingProxyType(
    {
        Because.OWNS: say("{executive}: looks after this company"),
        Because.COVERS: say("{executive}: covers {country}"),
        Because.SPEAKS: say("{executive}: speaks {language}"),
        Because.ALONE: say("{executive}: nobody else is eligible"),
        Because.NEXT: say("{executive}: next in turn ({turns} turns, weight {weight})"),
        Because.LONGEST: say("{executive}: even with others, and without a lead for longest ({turns} turns)"),
    }
)
PASSED = MappingProxyType(
    {
        Passed.INACTIVE: say("{executive}: not active"),
        Passed.ABSENT: say("{executive}: absent"),
        Passed.CAP_REACHED: say("{executive}: has received as many as agreed for this period ({in_period})"),
        Passed.TOO_MANY_OPEN: say("{executive}: has as many open as agreed ({open})"),
        Passed.NOT_OWNER: say("{executive}: somebody else looks after this company"),
        Passed.ONLY_OWN: say("{executive}: takes only companies of the own portfolio"),
        Passed.OTHER_TERRITORY: say("{executive}: another territory"),
        Passed.OTHER_LANGUAGE: say("{executive}: another language"),
        Passed.LATER: say("{executive}: the turn comes later ({turns} turns, weight {weight})"),
    }
)
LACKS = MappingProxyType(
    {
        Lack.NO_CANDIDATES: say("There is no executive to choose from"),
        Lack.NOBODY_COVERS: say("No executive takes leads from there"),
        Lack.NOBODY_FREE: say("Every executive who would take it is absent, inactive or has enough"),
    }
)
