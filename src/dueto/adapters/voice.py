"""Says messages in the reader's language, with numbers and dates in the manner of the reader's country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value
from dueto.domain.basics.term import Term

LANGUAGES = ("es", "en")
HOME = {"es": "PE", "en": "US"}
SPELLINGS: dict[str, str] = {}
"""How folded words are written, filled by a process that serves readers; a word that is not here is capitalised."""


class Voice:
    """One reader's language and country. `voice(message)` is the sentence as that reader reads it."""

    def __init__(self, language: str = "es", *, country: str | None = None) -> None:
        self.language = language
        try:
            self.locale = Locale.parse(f"{language}_{country or HOME[language]}")
        except UnknownLocaleError:
            self.locale = Locale.parse(f"{language}_{HOME[language]}")
        self.catalog = _catalog(language)

    def __call__(self, value: Value) -> str:
        """Return the message, number, date, word or list as text."""
        match value:
            case Message():
                return self._sentence(value)
            case Term():
                return value.said_in(self.language)
            case Folded():
                return SPELLINGS.get(value.text) or str(value)
            case str():
                return value
            case bool():
                return str(value)
            case int() | float() | Decimal():
                return str(format_decimal(value, locale=self.locale, format="#,##0.##"))
            case datetime():
                return str(format_datetime(value, "medium", locale=self.locale))
            case date():
                return str(format_date(value, "medium", locale=self.locale))
            case tuple():
                return ", ".join(self(item) for item in value)

    def percent(self, share: float, *, digits: int | None = None) -> str:
        """Return a share (0.67) as a percentage (67 %)."""
        if digits is None:
            digits = 1 if 0 < share < 0.1 else 0
        form = "#,##0" + ("." + "0" * digits if digits else "") + "\N{NO-BREAK SPACE}%"
        return str(format_percent(share, format=form, locale=self.locale))

    def country(self, code: str) -> str:
        """Return what a country of two letters is called; the code itself if nobody calls it anything."""
        return str(self.locale.territories.get(code.upper(), code))

    def _sentence(self, message: Message) -> str:
        text = self._translated(message)
        values: Mapping[str, str] = {name: self(value) for name, value in message.values.items()}
        return text.format(**values)

    def _translated(self, message: Message) -> str:
        is_many = message.plural is not None and message.count != 1
        found = self.catalog.get(message.text) if self.catalog else None
        if found and found.string:
            if isinstance(found.string, str):
                return found.string
            return str(found.string[1 if is_many else 0])
        return message.plural if message.plural is not None and is_many else message.text


@lru_cache
def _catalog(language: str) -> Catalog | None:
    """Return every sentence of `language`; English is the key itself and needs none."""
    folder = files("dueto") / "locale" / language
    if not folder.is_dir():
        return None
    whole = Catalog(locale=language)
    for piece in sorted(folder.iterdir(), key=lambda piece: piece.name):
        if piece.name.endswith(".po"):
            with piece.open("rb") as lines:
                for message in read_po(lines, locale=language):
                    if message.id:
                        whole[message.id] = message
    return whole
