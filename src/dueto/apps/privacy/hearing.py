"""How we heard of a consent or of a request, in words."""

from __future__ import annotations

from dueto.apps.base.purposes import BY_HAND
from dueto.apps.privacy.actions.requests import SELF
from dueto.domain.basics.message import Value, say

OWN_PAGE = say("on their own page")


def source_words(source: str) -> Value:
    """Return how it was said, in words; a form by its name."""
    if source == SELF:
        return OWN_PAGE
    if source.startswith("handoff:"):
        return say("to sales")
    kind, _, name = source.partition(":")
    if kind == "import":
        return say("by import {n}", n=name) if name else say("by an import")
    return say("in the form {name}", name=name) if kind == "form" else BY_HAND.get(source, source)
