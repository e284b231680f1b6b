"""What is known of somebody as the page lists it: field, value, source and times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dueto.adapters.voice import Voice
from dueto.apps.base.queries.known import Known, Said
from dueto.apps.base.tellers import source_words
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.fields import Field
from dueto.web.people.words import label, value_words


def rows_of(known: Sequence[Known], *, fields: Mapping[str, Field], voice: Voice) -> list[dict[str, Any]]:
    """Return one row a field, with the values before."""
    return [
        {
            "label": label(one.field, fields=fields),
            "value": _value(one.field, one.value, voice=voice),
            "source": source_words(one.value.source),
            "at": one.value.known_at,
            "earlier": [_before(one.field, said, voice=voice) for said in one.earlier],
        }
        for one in known
    ]


def _before(field: str, said: Said, *, voice: Voice) -> Message:
    return say(
        "{value}, from {source}, {moment}",
        value=_value(field, said, voice=voice), source=source_words(said.source), moment=said.known_at,
    )  # fmt: skip


def _value(field: str, said: Said, *, voice: Voice) -> Value:
    return value_words(field, said.written, voice=voice) if said.written else say("withdrawn")
