"""The agreement itself: read from a document with every mistake at once, ready to judge by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from dueto.domain.agreement.canonical import canonical, fingerprint
from dueto.domain.agreement.definition import Definition, definition_from
from dueto.domain.agreement.schema import agreement_shape, declared_fields
from dueto.domain.basics.message import say
from dueto.domain.basics.problem import Path, Problem
from dueto.domain.basics.reading import MAX_DEPTH, WRONG, Reading, is_deeper
from dueto.domain.conditions.fields import Field


@dataclass(frozen=True)
class Agreement:
    """A checked agreement. `tree` is the whole document as plain values; the rest is what runs from it."""

    tree: Mapping[str, Any]
    record: Mapping[str, Any]
    fields: Mapping[str, Field]
    zone: ZoneInfo
    definitions: tuple[Definition, ...]

    @property
    def name(self) -> str:
        """The name of who agrees."""
        return str(self.record["agreement"])

    @property
    def version(self) -> int | None:
        """The number of this version, where the document has one."""
        version = self.record.get("version")
        return None if version is None else int(version)

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of the canonical form: what is signed, and what every verdict names."""
        return fingerprint(self.tree)

    @property
    def is_simple(self) -> bool:
        """Whether Dueto prepares and hands over by itself."""
        return self.record.get("mode") == "simple"

    @property
    def observes_days(self) -> int:
        """For how many days the definitions only show what they would hand over; the longest of them counts."""
        observing = (one["observe"].get("days", 30) for one in self.record["definitions"] if "observe" in one)
        return max(observing, default=0)

    def definition(self, name: str | None = None) -> Definition:
        """Return the definition called `name`, or the first one. Raises KeyError if there is none of that name."""
        for definition in self.definitions:
            if name is None or definition.name == name:
                return definition
        raise KeyError(name)


class RefusedAgreement(Exception):
    """The document is not an agreement; `problems` names everything that is wrong with it, in order of line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.where()}: {problem.says}" for problem in problems))
        self.problems = problems


def read_agreement(tree: Any, *, lines: Mapping[Path, int] | None = None) -> Agreement:
    """Return the agreement that the plain document `tree` is, or raise `RefusedAgreement` with all that is wrong.

    `lines` gives the line of each value, where the document has lines.
    """
    if is_deeper(tree, MAX_DEPTH):
        says = say("the document is nested deeper than {depth} levels", depth=MAX_DEPTH)
        raise RefusedAgreement((Problem((), None, "", says),))
    reading = Reading(lines or {})
    fields = declared_fields(tree)
    record = agreement_shape(fields).read(tree, (), reading)
    if record is WRONG or reading.problems:
        raise RefusedAgreement(tuple(sorted(reading.problems, key=lambda problem: problem.line or 0)))
    zone = ZoneInfo(record.get("calendar", {}).get("time_zone", "UTC"))
    return Agreement(
        tree=canonical(tree),
        record=record,
        fields=fields,
        zone=zone,
        definitions=tuple(definition_from(definition, zone=zone) for definition in record["definitions"]),
    )
