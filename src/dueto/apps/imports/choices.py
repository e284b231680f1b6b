"""What somebody says about a list before it is brought in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Final

from dueto.adapters.readers.mapping import Mapping as Columns
from dueto.adapters.readers.mapping_file import mapping_from, tree_of
from dueto.adapters.readers.own import theirs
from dueto.adapters.yaml_document import Tree, YamlDocument
from dueto.apps.base import purposes
from dueto.apps.base.arrivals import Update

PEOPLE, EVENT, ACTIVITIES, COMPANIES, DEALS = KINDS = ("people", "event", "activities", "companies", "deals")
IDS: Final = ("lead_id", "contact_id", "deal_id", "company_id", "row_id")
"""Columns that hold the ids of another system: what is known by them there is known by them here.

The last is no id: it numbers the rows of a list of people, which lists of what they did may do instead of naming them.
"""
WHO: Final = frozenset(
    {"email", "phone", "mobile", "full_name", "last_name", "first_name", "lead_id", "contact_id", "deal_id", "row_id"}
)
"""Columns that say who it is: without one of them a list is about nobody."""
ACTS: Final = (
    "act_item", "act_status", "act_kind", "act_direction", "act_result", "act_path", "act_form", "act_channel",
)  # fmt: skip
DEAL: Final = ("deal_stage", "deal_amount")
NOTE: Final = "note"
"""A column whose text is noted of the person."""
DATES: Final = ("known_at", "occurred_at")
BASES: Final = tuple(basis for basis in purposes.BASES if basis != "consent")
STATUSES: Final = ("registered", "attended", "absent")
CAREFUL: Final = ("full_name", "first_name", "last_name", "email", "phone", "mobile", "company", "tax_id")
"""Who somebody is changes by hand only; a list fills the gaps."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list is, what its columns mean, where its people come from, and what it may change."""

    kind: str = PEOPLE
    columns: Mapping[str, Any] = field(default_factory=dict)
    """The mapping, as it is written in a mapping file."""
    system: str = ""
    row_is_id: bool = False
    channel: str = ""
    campaign: str = ""
    act: str = ""
    event: str = ""
    event_kind: str = ""
    event_status: str = "attended"
    event_on: str = ""
    usual: str = Update.IF_NEWER.value
    updates: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(CAREFUL, Update.IF_EMPTY.value))
    consent_text: str = ""
    basis: str = ""
    """On what in law it stands that we write to them, where they did not consent: one of `BASES`."""
    basis_text: str = ""
    """The same in words: the notice they were given, the weighing, the contract."""

    @property
    def legal_text(self) -> str:
        """The words that are kept with each of them."""
        return self.consent_text or (self.basis_text if self.basis else "")

    @property
    def mapping(self) -> Columns:
        """The mapping as readers take it."""
        return mapping_from(YamlDocument(tree=dict(self.columns), lines={}))

    @property
    def day(self) -> date | None:
        """The day of the event, if it is known."""
        return date.fromisoformat(self.event_on) if self.event_on else None

    def rules(self) -> dict[str, Update]:
        """Return what the list may do to each field that is not as usual."""
        return {name: Update(rule) for name, rule in self.updates.items()}

    def kept(self) -> dict[str, Any]:
        """Return the choices as they are stored."""
        return asdict(self)


def choices_from(kept: Mapping[str, Any]) -> Choices:
    """Return the choices that were stored; what a later version forgot is left out."""
    known = {one.name for one in fields(Choices)}
    told = {name: value for name, value in kept.items() if name in known}
    if told.get("basis", "") not in ("", *BASES):  # before there were kinds of it, it was told in words alone
        told |= {"basis": "", "basis_text": told["basis"]}
    return Choices(**told)


def columns_tree(mapping: Columns) -> dict[str, Tree]:
    """Return the mapping as it is stored, without the reasons for what is left out."""
    return {key: value for key, value in tree_of(mapping).items() if key != "left_out"}


def header_mark(headers: Sequence[str]) -> str:
    """Return what is the same for two lists with the same header, and for rows of one that come back mended."""
    own = [headers[place] for place in theirs(headers)]
    return hashlib.sha256(json.dumps(own, ensure_ascii=False).encode()).hexdigest()
