"""The usual words of consent, until somebody writes others."""

from __future__ import annotations

from dueto.domain.basics.message import Message, say


def to_answer(company: str) -> Message:
    """Return the text of the consent to be answered."""
    return say(
        "I agree that {company} keeps these data to answer me. I can take this back at any time.", company=company
    )


def to_write(company: str) -> Message:
    """Return the text of the consent to be written to."""
    return say("I would like {company} to write to me about what it publishes.", company=company)
