"""The company's own rules about machines: what an act has to have for a rule to class it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dueto.domain.basics.message import say


class RuleKind(StrEnum):
    """What a rule looks at."""

    AGENT = "agent"
    GATEWAY = "gateway"
    PATH = "path"
    VISITOR = "visitor"


CLASS_WORDS = MappingProxyType(
    {"human": say("of a human"), "automatic": say("of a machine"), "suspect": say("of nobody knows whom")}
)
CLASSES = tuple(CLASS_WORDS)
BY_HAND = "by hand"
"""The reason of an act that a colleague classed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the value is folded, that of a visitor is the number of the browser."""

    id: int
    kind: str
    value: str
    classed: str

    @property
    def reason(self) -> str:
        """What an act says that was classed by it."""
        return f"rule {self.id}"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that hold, the newest first: the first that fits classes."""

    rules: tuple[Rule, ...] = ()

    def on_visit(self, *, agent: str, path: str, identity_id: int) -> tuple[str, str] | None:
        """Return how a rule classes a visit or a download; None where no rule fits."""
        return self._first(agent=agent, path=path, domain="", identity_id=identity_id)

    def on_click(self, *, agent: str, domain: str, identity_id: int) -> tuple[str, str] | None:
        """Return how a rule classes a click in a mail to somebody of a company with this domain."""
        return self._first(agent=agent, path="", domain=domain, identity_id=identity_id)

    def _first(self, *, agent: str, path: str, domain: str, identity_id: int) -> tuple[str, str] | None:
        folded = agent.casefold()
        for rule in self.rules:
            if (
                (rule.kind == RuleKind.AGENT and rule.value in folded)
                or (rule.kind == RuleKind.PATH and path.startswith(rule.value))
                or (rule.kind == RuleKind.GATEWAY and rule.value == domain)
                or (rule.kind == RuleKind.VISITOR and rule.value == str(identity_id))
            ):
                return rule.classed, rule.reason
        return None


def rules_from(rows: Iterable[tuple[int, str, str, str]]) -> Rules:
    """Return the rules of these rows: number, kind, value, class; the newest first."""
    return Rules(tuple(Rule(*row) for row in sorted(rows, reverse=True)))
