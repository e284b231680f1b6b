"""Our sentences where a library expects a text: said when they are shown, in the language of that moment."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language

from dueto.domain.basics.message import Message
from dueto.web.reader import HOME_COUNTRY, voice_of


class Spoken:
    """A message that says itself when it is turned into text."""

    def __init__(self, message: Message) -> None:
        self.message = message

    def __str__(self) -> str:
        return voice_of((get_language() or "es")[:2], HOME_COUNTRY)(self.message)


def spoken(message: Message) -> Any:
    """Return the message as a lazy text."""
    return lazystr(Spoken(message))
