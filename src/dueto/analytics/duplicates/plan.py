"""How records are compared: which likenesses there are, and where to look for pairs at all."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. `sql` compares `{name}_l` with `{name}_r`; of the levels the first that holds counts.

    `same` is how often it is met among records that are the same, `chance` how often among those that are not; 0: as
    often as in random pairs of these records. With `common`, a column, each of its values is as unlikely as it is rare.
    """

    name: str
    sql: str
    same: float
    common: str = ""
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared. Where `unknown` holds it says nothing; where no level does, the two differ.

    `differs` is how often the same differ in it; 0: what the levels leave.
    """

    name: str
    unknown: str
    levels: tuple[Level, ...]
    differs: float = 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """The levels from the least likeness to the most, as they are numbered; the first is that they differ."""
        return ("differs", *(level.name for level in reversed(self.levels)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compare, and where pairs are looked for: records that agree in all columns of a block.

    Values that more than `most` records of a block share are no place to look. `sure` are agreements of which about
    `sure_share` of all that are the same have one, and hardly anybody else.
    """

    comparisons: tuple[Comparison, ...]
    blocks: tuple[tuple[str, ...], ...]
    sure: tuple[tuple[str, ...], ...]
    sure_share: float = 0.6
    most: int = 60
    veto: str = ""
    """A condition on a pair under which the two are never proposed."""
    learn: tuple[tuple[str, ...], ...] = field(default=())
    """The blocks from which it is learnt how the same differ; none: it stays as planned.

    Learning is for sets where most pairs of a block are the same. Where most are namesakes, it learns from them.
    """
