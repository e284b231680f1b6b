"""What each row would add: decided row by row, so that it comes out the same in whatever pieces a list is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from dueto.apps.base.actions.arriving.whom import Held, Register, Whom, register_of
from dueto.apps.base.arrivals import NAMESAKE, Agreed, Arrival, Done, Found, Key, Update
from dueto.apps.base.facts import Cleaned
from dueto.apps.base.purposes import CONTACT, NEWSLETTER
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

FORGOTTEN = say("this person asked to be forgotten; nothing more is written down")
TWO_BEAR_IT = say(
    "two lists gave this number to different people; bring one of them in under another word for its system"
)
NOBODY = say("nobody is known by what stands in this row; import the people first")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact to be written, with the instant from which it holds."""

    value: Cleaned
    occurred_at: datetime
    known_at: datetime


@dataclass(slots=True)
class Plan:
    """What becomes of one row. Without anything to add it is not written down at all."""

    row: Arrival
    found: Found
    whom: Whom | None = None
    refused: Message | None = None
    handles: list[Key] = field(default_factory=list)
    facts: list[Told] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    agreed: list[Agreed] = field(default_factory=list)
    note: str = ""
    mark: str = ""
    """Under what the row is kept; empty for its key."""

    @property
    def is_new(self) -> bool:
        """Whether the row makes somebody known."""
        return self.found is Found.NOWHERE and self.whom is not None

    @property
    def adds(self) -> bool:
        """Whether anything of the row is new."""
        return self.refused is None and (
            self.is_new or bool(self.handles or self.facts or self.done or self.note or self.agreed)
        )


def plan(
    arrivals: Sequence[Arrival], *, updates: Mapping[str, Update], usual: Update, at: datetime
) -> tuple[list[Plan], Register]:
    """Return what each of these rows would add, and the register it was decided by. Nothing is written.

    `updates` says for each field what a row may do to what is known already, `usual` for all others.
    """
    register = register_of(arrivals)
    planner = _Planner(register, updates, usual, at)
    return [planner.plan(row) for row in arrivals], register


@dataclass(slots=True)
class _Planner:
    register: Register
    updates: Mapping[str, Update]
    usual: Update
    at: datetime

    def plan(self, row: Arrival) -> Plan:
        if row.key in self.register.rows:
            return self._again(row)
        found, whom = self._whom(row)
        if whom is None:
            if not row.may_be_new:
                is_borne_twice = any(map(self._is_borne_twice, row.handles))
                return Plan(row, found, refused=TWO_BEAR_IT if is_borne_twice else NOBODY)
            whom = Whom(name=row.name)
        elif whom.is_erased:
            return Plan(row, found, refused=FORGOTTEN)
        planned = Plan(row, found, whom)
        planned.handles = list(self._new_handles(row, whom))
        if planned.handles:
            whom.is_bare = False
        if planned.is_new:
            planned.handles += self._named(row, whom)
        planned.facts = [*self._facts(row, whom, is_new=planned.is_new), *self._past(row, whom)]
        planned.done = list(self._done(row.done, whom))
        planned.agreed = list(self._agreed(row, whom))
        if row.note and fold(row.note) not in whom.notes:
            planned.note = row.note
            whom.notes.add(fold(row.note))
        if planned.adds:
            self.register.rows[row.key], whom.is_listed = whom, True
        return planned

    def _again(self, row: Arrival) -> Plan:
        """Return what a row adds that was taken in before: only what was said of the whole list, if that is new."""
        whom = self.register.rows[row.key]
        planned = Plan(row, Found.ROW, whom)
        if whom is None or row.telling in self.register.rows or not row.says_more or whom.is_erased:
            return planned
        planned.done, planned.agreed = list(self._done(row.done, whom)), list(self._agreed(row, whom))
        if planned.adds:
            planned.mark = row.telling
            self.register.rows[row.telling] = whom
        return planned

    def _named(self, row: Arrival, whom: Whom) -> list[Key]:
        """Return the handle of somebody new who has no other, where nobody has it: their name at their company."""
        if not row.namesake:
            return []
        whom.is_bare = not row.handles
        self.register.namesakes.setdefault(row.namesake, []).append(whom)
        if row.handles or (NAMESAKE, row.namesake) in self.register.by_handle:
            return []
        self.register.by_handle[NAMESAKE, row.namesake] = whom
        return [Key(NAMESAKE, row.namesake)]

    def _whom(self, row: Arrival) -> tuple[Found, Whom | None]:
        for key in row.handles:
            if key.of_row and (row.may_be_new or self._is_borne_twice(key)):
                continue
            whom = self.register.of(key, name=row.name)
            if whom is None and key.shared and row.name:
                whom = self.register.of(row.named(key), name=row.name)
            if whom is not None:
                return Found(key.kind), whom
        whom = self.register.namesake(row)
        return (Found.NOWHERE, None) if whom is None else (Found.NAME, whom)

    def _is_borne_twice(self, key: Key) -> bool:
        """Return whether two lists gave the number of a row to two people."""
        first = self.register.by_handle.get((key.kind, key.value)) if key.of_row else None
        second = self.register.by_handle.get((key.again.kind, key.again.value)) if first else None
        return second is not None and second is not first

    def _new_handles(self, row: Arrival, whom: Whom) -> Iterator[Key]:
        """Yield the handles that this person gets: those that nobody has, and shared ones with the name."""
        for key in row.handles:
            if (key.of_row and not row.may_be_new) or (key.kind == "crm" and not row.teaches_ids):
                continue
            owner = self.register.by_handle.get((key.kind, key.value))
            if owner is not None and owner is not whom and ((key.shared and row.name) or key.of_row):
                key = key.again if key.of_row else row.named(key)
                owner = self.register.by_handle.get((key.kind, key.value))
            if owner is None:
                self.register.by_handle[key.kind, key.value] = whom
                yield key

    def _facts(self, row: Arrival, whom: Whom, *, is_new: bool) -> Iterator[Told]:
        if is_new:
            for name, value in row.values.items():
                whom.known[name] = Held(value.value, value.written, row.known_at)
                yield Told(value, row.occurred_at, row.known_at)
            return
        for name, value in row.values.items():
            held = whom.known.get(name)
            if held is not None and (held.value, held.written) == (value.value, value.written):
                continue
            rule = self.updates.get(name, self.usual)
            if not may_take(rule, held, row.known_at):
                continue
            known_at = row.known_at if held is None or row.known_at >= held.known_at else self.at
            whom.known[name] = Held(value.value, value.written, known_at)
            if name == "full_name":
                whom.name = row.name
            yield Told(value, row.occurred_at, known_at)

    def _past(self, row: Arrival, whom: Whom) -> Iterator[Told]:
        for name, value in row.past.items():
            told = (name, value.value, value.written, row.occurred_at)
            if told not in whom.past:
                whom.past.add(told)
                yield Told(value, row.occurred_at, row.known_at)

    def _done(self, acts: Iterable[Done], whom: Whom) -> Iterator[Done]:
        for act in acts:
            if act.same not in whom.done:
                whom.done |= {act.same, (act.kind, None, act.same[2])} if act.is_dated else {act.same}
                yield act

    def _agreed(self, row: Arrival, whom: Whom) -> Iterator[Agreed]:
        """Yield the lines that are new. What we state of somebody who said no does not outweigh their no; a no that was
        told before counts again if they have said yes since, and it is of later. No contact is no newsletter either.
        """
        agreed = row.agreed
        if agreed is None:
            return
        last = whom.last_word.get(agreed.purpose)
        if agreed.same in whom.agreed:
            is_later = last is not None and last.is_given and agreed.is_dated and agreed.happened_at > last.happened_at
            if agreed.is_given or not is_later:
                return
        if agreed.basis != "consent" and last is not None and not last.is_given:
            return
        yield whom.said(agreed)
        newsletter = whom.last_word.get(NEWSLETTER)
        if not agreed.is_given and agreed.purpose == CONTACT and newsletter is not None and newsletter.is_given:
            yield whom.said(replace(agreed, purpose=NEWSLETTER))


def may_take(rule: Update, held: Held | None, known_at: datetime) -> bool:
    """Return whether a value may take the place of what is held."""
    match rule:
        case Update.NEVER:
            return False
        case Update.IF_EMPTY:
            return held is None or held.value is None
        case Update.IF_NEWER:
            return held is None or known_at >= held.known_at
        case Update.ALWAYS:
            return True
