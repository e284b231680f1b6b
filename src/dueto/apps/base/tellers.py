"""Who or what tells what is known of somebody, in words."""

from __future__ import annotations

from dueto.domain.basics.message import Value, say

SOURCES = {
    "colleague": say("a colleague"),
    "contract": say("a contract"),
    "form": say("a form"),
    "import": say("an import"),
    "company": say("the record of their company"),
    "mail": say("a mail of theirs"),
    "whatsapp": say("a WhatsApp of theirs"),
    "call": say("a call"),
    "find": say("a colleague who found them"),
    "crm": say("the CRM"),
    "merge": say("a merge, where somebody chose between two values"),
    "demo": say("the history of the demo"),
}


def source_words(source: str) -> Value:
    """Return who or what gave a value."""
    return SOURCES.get(source, source.replace(":", " ").replace("_", " "))
