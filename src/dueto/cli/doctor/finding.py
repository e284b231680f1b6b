"""One thing that was looked at: well, or what is wrong with it and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dueto.domain.basics.message import Value


class Level(StrEnum):
    """How bad it is. Only an error makes the doctor end with 1."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `check` is its name for programs."""

    check: str
    says: Value
    level: Level = Level.OK
    cure: Value = ""


def wrong(check: str, says: Value, cure: Value) -> Finding:
    """Return a finding of something that does not work."""
    return Finding(check, says, Level.ERROR, cure)


def doubtful(check: str, says: Value, cure: Value) -> Finding:
    """Return a finding of something that should be seen to."""
    return Finding(check, says, Level.WARNING, cure)
