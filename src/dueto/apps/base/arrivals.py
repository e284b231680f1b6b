"""One row of a list as it arrives: what it says of somebody, by which keys they are known, and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dueto.apps.base.facts import Cleaned
from dueto.domain.basics.text import fold

NO_FIELDS: Mapping[str, Cleaned] = {}


class Update(StrEnum):
    """What a row may do to a datum of somebody who is known already."""

    NEVER = "never"
    IF_EMPTY = "if_empty"
    IF_NEWER = "if_newer"
    ALWAYS = "always"


class Found(StrEnum):
    """How somebody was recognised; `nowhere` is somebody new."""

    ROW = "row"
    EMAIL = "email"
    CRM = "crm"
    TAX_ID = "tax_id"
    PHONE = "phone"
    NAME = "name"
    ALONE = "alone"
    NOWHERE = "new"


@dataclass(frozen=True, slots=True)
class Done:
    """What the row says somebody did. `texts` are folded, `item` is how the item is written.

    Without `is_dated` the list did not say when.
    """

    kind: str
    occurred_at: datetime
    known_at: datetime
    texts: Mapping[str, str]
    is_dated: bool = True
    item: str = ""

    @property
    def same(self) -> tuple[object, ...]:
        """What makes two tellings of it one act; what kind an event is called is no part of it."""
        return (self.kind, self.occurred_at if self.is_dated else None, told_apart(self.texts))


@dataclass(frozen=True, slots=True)
class Agreed:
    """Whether somebody agreed to be written to, and to which text; or on what else in law it stands.

    Without `is_dated` the list did not say when.
    """

    is_given: bool
    text_version: str
    happened_at: datetime
    purpose: str = "contact"
    basis: str = "consent"
    is_dated: bool = False

    @property
    def same(self) -> tuple[object, ...]:
        """What makes two tellings of it one line."""
        return (self.purpose, self.is_given, self.text_version, self.basis)


@dataclass(frozen=True, slots=True)
class Key:
    """A handle by which somebody may be known. A `shared` one, such as a reception's phone, needs the same name.

    One `of_row` is the place of somebody's row in a list of people, which another list may give to somebody else: the
    list gives it and recognises nobody by it; lists of what they did find them by it, unless two bear it.
    """

    kind: str
    value: str
    shared: bool = False
    of_row: bool = False

    @property
    def again(self) -> Key:
        """The handle of the second who bears this one."""
        return Key(self.kind, f"{self.value}{AGAIN}"[:LONGEST_HANDLE], of_row=True)

    @property
    def is_again(self) -> bool:
        """Whether somebody else bore it first."""
        return self.of_row and self.value.endswith(AGAIN)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One row. `key` is the hash of what stands in it: whoever it speaks of, it speaks of them for ever.

    `telling` is the hash of that and of what was said of the whole list, such as the event: told once, it is never
    taken in twice. `name` is the full name, folded, `namesake` that name at the company, empty where one of them is
    missing; `handles` are those by which somebody may be known, the surest first. `past` are
    facts that are added to what is known, each of them, whatever else is known of the field. A row that only says what
    somebody did `teaches_ids` of nobody: calls about one deal may be calls with several people.
    """

    number: int
    key: str
    telling: str
    values: Mapping[str, Cleaned]
    occurred_at: datetime
    known_at: datetime
    name: str = ""
    handles: tuple[Key, ...] = ()
    company_id: int | None = None
    origin_id: int | None = None
    done: tuple[Done, ...] = ()
    agreed: Agreed | None = None
    past: Mapping[str, Cleaned] = field(default_factory=lambda: NO_FIELDS)
    may_be_new: bool = True
    note: str = ""
    teaches_ids: bool = True
    namesake: str = ""
    company_key: str = ""

    @property
    def says_more(self) -> bool:
        """Whether what was said of the whole list may add something to a row that was taken in before."""
        return bool(self.done or self.agreed)

    def named(self, key: Key) -> Key:
        """Return the handle of somebody who shares `key` with others: with their name."""
        return Key(key.kind, f"{key.value} {self.name}"[:LONGEST_HANDLE])


def name_in(values: Mapping[str, Cleaned]) -> str:
    """Return the full name among these values, folded; empty if there is none."""
    told = values.get("full_name")
    return fold(told.written) if told else ""


def namesake_of(name: str, company_key: str) -> str:
    """Return the name at the company as one word; empty without a company, or where it is no whole name."""
    return f"{name} @ {company_key}"[:LONGEST_HANDLE] if company_key and " " in name else ""


def told_apart(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what of the texts of an act makes it another one."""
    return tuple(sorted((name, text) for name, text in texts.items() if text and name != "event_kind"))


def handles_in(values: Mapping[str, Cleaned], crm: Iterable[Key]) -> tuple[Key, ...]:
    """Return by which handles somebody of these values may be known; `crm` are their ids in other systems."""
    found: list[Key] = []
    if "email" in values:
        found.append(Key("email", values["email"].written, shared=values["email"].value.endswith("shared")))
    found += crm
    if "tax_id" in values:
        found.append(Key("tax_id", values["tax_id"].written, shared=True))
    for name in ("phone", "mobile"):
        if name in values:
            found.append(Key("phone", values[name].written, shared=True))
    return tuple(dict.fromkeys(key for key in found if len(key.value) <= LONGEST_HANDLE))


LONGEST_HANDLE = 254
NAMESAKE = "name"
"""The kind of the handle by which somebody without any other is known."""
AGAIN = " (2)"
