"""By what somebody would be recognised: their name, addresses and numbers, wherever words about them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from dueto.apps.base.models import Fact, Handle, PersonalValue
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import STANDARD_FIELDS, Kind, Means

SHORTEST: Final = 6
"""A word shorter than this, alone, could be anybody's."""
DIGITS: Final = re.compile(r"\D")
NUMBERS: Final = re.compile(r"\+?\d[\d\s().-]{6,}\d")
GONE: Final = "…"
PROSE: Final = 5
"""An answer of more words is somebody's own sentence, not a value."""
DESCRIBING: Final = frozenset(
    {
        name
        for name, field in STANDARD_FIELDS.items()
        if field.kind is not Kind.TEXT or field.of_company or field.found_by is Means.DERIVE
    }
    | {"role", "city"}
)
"""Fields whose value says what somebody is, in however many words: they stay, for verdicts are replayed with them."""


@dataclass(frozen=True, slots=True)
class Traces:
    """The folded words of one person, and their numbers by the last digits; `texts` are those that stand for them."""

    words: frozenset[str]
    numbers: frozenset[str]
    texts: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Return whether `text` tells who it was, however it is written."""
        folded = fold(text)
        if any(word in folded for word in self.words):
            return True
        return bool(self.numbers) and any(_number(found) in self.numbers for found in NUMBERS.findall(text))

    def without(self, value: Any) -> Any:
        """Return a value of a JSON column without the texts that tell who it was."""
        match value:
            case str():
                return GONE if self.are_in(value) else value
            case list():
                return [self.without(item) for item in value]
            case dict():
                return {key: self.without(item) for key, item in value.items()}
            case _:
                return value


def traces_of(person_ids: Iterable[int]) -> Traces:
    """Return the traces of these people, read from what is still written of them. Three queries.

    A sentence of their own counts as one: what they need in their words, wherever it was taken down.
    """
    people = list(person_ids)
    values = set(
        PersonalValue.objects.filter(identity__person__in=people).exclude(field__in=("first_name", "last_name"))
        .values_list("value", flat=True)
    )  # fmt: skip
    values |= set(
        Handle.objects.filter(identity__person__in=people).exclude(kind="visitor").values_list("value", flat=True)
    )
    said = Fact.objects.filter(identity__person__in=people).exclude(field__in=DESCRIBING).exclude(value=None)
    words = {text for text in said.values_list("value", flat=True) if text and len(text.split()) > PROSE}
    numbers, texts = set(), set()
    for value in values:
        folded = fold(value)
        if len(value) >= SHORTEST and ("@" in value or " " in value.strip() or DIGITS.sub("", value)):
            texts.add(value)
        if len(number := _number(value)) >= 8 and len(DIGITS.sub("", value)) > len(value) // 2:
            numbers.add(number)
        if len(folded) >= SHORTEST:
            words |= {folded, folded.replace("@", "%40")}
        if len(names := folded.split()) > 1 and "@" not in folded:
            words |= {joint.join(names) for joint in ("-", "_", ".", "+", "%20")}
    return Traces(frozenset(words), frozenset(numbers), frozenset(texts | numbers))


def _number(text: str) -> str:
    """Return the digits by which two spellings of a number compare equal: with or without the country before them."""
    return DIGITS.sub("", text)[-9:]
