"""What other programs can be told of: what the journal records, but for what concerns the way in and the machine."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from dueto.apps.journal.sentences import SENTENCES
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message

SILENT: Final = frozenset({"member", "effect", "webhook"})
TEST: Final = "test"
TYPES: Final = MappingProxyType(
    {tag: tag.replace(":", ".").replace("-", "_") for tag in Tag if tag.split(":")[0] not in SILENT}
)
"""Each event by the tag of its entry: `lead:passage:opened` is told as `lead.passage.opened`."""
BY_TYPE: Final = MappingProxyType({name: tag for tag, name in TYPES.items()})
EVENTS: Final[MappingProxyType[str, Message]] = MappingProxyType({name: SENTENCES[tag] for tag, name in TYPES.items()})
"""Each event with its sentence."""


def type_of(tag: str) -> str:
    """Return the type under which an entry is told."""
    return TYPES.get(Tag(tag), TEST) if tag in set(Tag) else TEST
