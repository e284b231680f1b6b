"""What is known of somebody as the page lists it: field, value, source and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dueto.apps.base.queries.known import Known, Said
from dueto.apps.base.tellers import source_words
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import Field
from dueto.web.people.words import label


def rows_of(known: Sequence[Known], *, fields: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Return one row a field, with the values before."""
    return [
        {
            "label": label(one.field, fields=fields),
            "value": one.value.written or say("withdrawn"),
            "source": source_words(one.value.source),
            "at": one.value.known_at,
            "earlier": [_before(said) for said in one.earlier],
        }
        for one in known
    ]


def _before(said: Said) -> Message:
    return say(
        "{value}, from {source}, {moment}",
        value=said.written or say("withdrawn"), source=source_words(said.source), moment=said.known_at,
    )  # fmt: skip
