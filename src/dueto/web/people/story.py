"""What the journal says of one person, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any

from dueto.apps.journal.messages import unpacked
from dueto.apps.journal.sentences import SENTENCES
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, Value
from dueto.domain.conditions.fields import Field
from dueto.web.people.words import label

if TYPE_CHECKING:
    from dueto.apps.journal.models import Entry


def told(entries: Sequence[Entry], *, fields: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Return each entry as a sentence, with who decided and when; what nobody knows the words of is left out."""
    return [
        {"says": sentence(entry, fields=fields), "by": entry.by.name if entry.by else "", "at": entry.happened_at}
        for entry in entries
        if entry.tag in SENTENCES
    ]


def sentence(entry: Entry, *, fields: Mapping[str, Field]) -> Message:
    """Return one entry in words."""
    text = SENTENCES[Tag(entry.tag)].text
    gaps = {name for _, name, _, _ in Formatter().parse(text) if name}
    return Message(text, {name: _value(name, entry.details.get(name), fields) for name in gaps})


def _value(name: str, kept: Any, fields: Mapping[str, Field]) -> Value:
    if name == "field" and isinstance(kept, str):
        return label(kept, fields=fields)
    return "…" if kept is None else unpacked(kept)
