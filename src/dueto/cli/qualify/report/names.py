"""People before charts: who qualifies, who is one datum away, which wins were caught and which missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Findings, PersonFinding
from dueto.cli.qualify.report.entry import Entries, Who, who
from dueto.cli.qualify.report.tally import MOST_NAMES, Tally
from dueto.cli.qualify.report.text import legible
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.qualification.explain import MEANS
from dueto.domain.qualification.verdict import Standing

MOST_GROUPS = 5
MOST_WINS = 20


@dataclass(frozen=True, slots=True)
class Name:
    """One person called by name, a word on them, and their place in the list below if they are in it."""

    who: Who
    says: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Some people under one heading; `more` says how many are not named."""

    title: str
    note: str
    names: tuple[Name, ...]
    more: str


class Names:
    """Calls people by name."""

    def __init__(self, findings: Findings, counted: Tally, entries: Entries, voice: Voice) -> None:
        self.findings = findings
        self.counted = counted
        self.entries = entries
        self.voice = voice
        self.places: Mapping[str, int] = {one.person: place for place, one in enumerate(counted.shown, 1)}

    def qualified(self) -> Group:
        """Return the first who qualify."""
        first = [one for one in self.counted.shown if one.standing is Standing.QUALIFIED][: 2 * MOST_NAMES]
        count = self.findings.counts.qualified
        names = tuple(self._name(one, self._reason(one)) for one in first)
        return Group(self.voice(say("Who qualifies")), "", names, self._more(count - len(first)))

    def near(self) -> tuple[Group, ...]:
        """Return those who are one datum away, by datum, the datum of most people first."""
        counts = self.counted.near_count.most_common()
        groups = [self._near(field, count) for field, count in counts[:MOST_GROUPS]]
        rest = sum(count for _field, count in counts[MOST_GROUPS:])
        if rest:
            says = say_many("{n} more lacks another datum.", "{n} more lack another datum.", rest)
            groups.append(Group(self.voice(says), "", (), ""))
        return tuple(groups)

    def nobody_near(self) -> str:
        """Return what to say where nobody is one datum away."""
        away = min(self.counted.data_away, default=None)
        if away is None:
            return self.voice(say("Nobody is one datum away: what is missing is not a datum."))
        people = self.counted.data_away[away]
        return self.voice(
            say_many(
                "Nobody is one datum away. Nearest: {away}, {n} person.",
                "Nobody is one datum away. Nearest: {away}, {n} people.",
                people,
                away=say_many("{n} datum", "{n} data", away),
            )
        )

    def caught(self) -> Group | None:
        """Return the wins that qualify, by name."""
        outcome = self.findings.outcome
        return self._wins(say("Wins caught"), outcome.wins_caught) if outcome and outcome.wins_caught else None

    def missed(self) -> Group | None:
        """Return the wins that do not qualify, by name, with why."""
        outcome = self.findings.outcome
        return self._wins(say("Wins missed"), outcome.wins_missed) if outcome and outcome.wins_missed else None

    def _near(self, field: str, count: int) -> Group:
        known = self.findings.agreement.fields[field]
        first = self.counted.near[field]
        return Group(
            title=self.voice(say_many("{field}: {n} person", "{field}: {n} people", count, field=known.label)),
            note=self.voice(MEANS[known.found_by]),
            names=tuple(self._name(one) for one in first),
            more=self._more(count - len(first)),
        )

    def _wins(self, title: Message, people: Sequence[str]) -> Group:
        names = tuple(self._win(person) for person in people[:MOST_WINS])
        heading = self.voice(say("{title}: {n}", title=title, n=len(people)))
        return Group(heading, "", names, self._more(len(people) - len(names)))

    def _win(self, person: str) -> Name:
        one = self.counted.named.get(person)
        if one is None:
            return Name(Who(legible(person), ()))
        is_missed = one.standing is not Standing.QUALIFIED
        return self._name(one, self.voice(self.entries.verdict(one)) if is_missed else "")

    def _reason(self, one: PersonFinding) -> str:
        """Return why this person qualifies, without the word itself, which the heading says."""
        return self.voice(say("fast track")) if one.is_fast else ""

    def _name(self, one: PersonFinding, says: str = "") -> Name:
        return Name(who(one), says, self.places.get(one.person))

    def _more(self, people: int) -> str:
        return self.voice(say_many("and {n} more", "and {n} more", people)) if people > 0 else ""


def wins_named(findings: Findings) -> Iterable[str]:
    """Return the ids of the people whose wins the page calls by name."""
    outcome = findings.outcome
    return (*outcome.wins_caught[:MOST_WINS], *outcome.wins_missed[:MOST_WINS]) if outcome else ()
