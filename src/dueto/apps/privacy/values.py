"""What the codes in the rows about a person mean, for that person: kinds, classes, reasons, stages, countries."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType
from typing import Any, Final

from dueto.apps.base.facts import KNOWN
from dueto.apps.base.purposes import BASES, PURPOSES
from dueto.apps.base.reasons import reason_words
from dueto.apps.base.ruling import CLASS_WORDS
from dueto.apps.base.tellers import source_words as teller_words
from dueto.apps.conversations.channel_words import CHANNELS
from dueto.apps.journal.messages import unpacked
from dueto.apps.journal.sentences import SENTENCES
from dueto.apps.journal.tags import Tag
from dueto.apps.privacy.actions.requests import KINDS as REQUESTS
from dueto.apps.privacy.hearing import source_words
from dueto.domain.agreement.promises import STAGES, TEAMS
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.activities import ACTIVITY_KINDS
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field, Kind
from dueto.domain.lifecycle.handoff import HANDOFFS
from dueto.domain.lifecycle.stages import ENDS
from dueto.domain.lifecycle.steps import STEPS
from dueto.domain.qualification.explain import STANDINGS
from dueto.domain.sla.words import NAMES as CLOCKS
from dueto.domain.telephone.words import AIMS, OCCASIONS, RESULTS
from dueto.domain.telephone.words import BASES as CALL_BASES

WAYS: Final = MappingProxyType({"call": say("call"), "whatsapp": say("WhatsApp"), "mail": say("mail"),
                                "meeting": say("meeting")})  # fmt: skip
DIRECTIONS: Final = MappingProxyType({"inbound": say("from them to us"), "outbound": say("from us to them")})
WHO: Final = MappingProxyType(
    {
        "visitor": say("browser"), "email": say("e-mail"), "mail": say("e-mail"), "phone": say("phone"),
        "manual": say("by hand"), "import": say("by an import"), "crm": say("the CRM"), "form": say("form"),
    }
)  # fmt: skip
CLOCK_STATES: Final = MappingProxyType(
    {
        "running": say("running"), "paused": say("paused"), "met": say("kept"), "missed": say("missed"),
        "moot": say("no longer owed"),
    }
)  # fmt: skip
SUBJECTS: Final = MappingProxyType({"person": say("person"), "lead": say("passage"), "handoff": say("hand-off")})
MAILS: Final = MappingProxyType(
    {
        "company": say("address of a company"), "free": say("address of a free service"),
        "disposable": say("an address to throw away"),
    }
)  # fmt: skip
LANGUAGES: Final = MappingProxyType({"es": say("Spanish"), "en": say("English")})
ANYWHERE: Final[Mapping[str, Mapping[Any, Message]]] = MappingProxyType(
    {
        "classed": CLASS_WORDS, "was_classed": CLASS_WORDS, "purpose": PURPOSES, "direction": DIRECTIONS,
        "result": RESULTS, "aim": AIMS, "occasion": OCCASIONS, "standing": STANDINGS, "side": TEAMS,
        "language": LANGUAGES, "channel": {**CHANNELS, **WAYS},
    }
)  # fmt: skip
"""By the column, whichever table it is of."""
SOMEWHERE: Final[Mapping[tuple[str, str], Mapping[Any, Message]]] = MappingProxyType(
    {
        ("base.Activity", "kind"): {kind.name: kind.label for kind in ACTIVITY_KINDS.values()},
        ("base.Consent", "basis"): BASES,
        ("base.Handle", "kind"): WHO,
        ("base.Identity", "kind"): WHO,
        ("handoff.Clock", "kind"): CLOCKS,
        ("handoff.Clock", "state"): CLOCK_STATES,
        ("handoff.Handoff", "state"): HANDOFFS,
        ("journal.Entry", "subject"): SUBJECTS,
        ("leads.Lead", "stage"): STAGES,
        ("leads.Lead", "end"): ENDS,
        ("leads.Move", "came_from"): STAGES,
        ("leads.Move", "to"): STAGES,
        ("leads.Move", "step"): STEPS,
        ("privacy.Request", "kind"): REQUESTS,
        ("telephone.CallTask", "basis"): CALL_BASES,
    }
)


def meaning(table: str, name: str, row: Mapping[str, Any], *, fields: Mapping[str, Field]) -> Value | None:
    """Return what the code in one cell means, in words; None where what stands there is to be read as it is."""
    code = row[name]
    if not isinstance(code, str) or not code:
        return None
    match table, name:
        case "base.Activity", "reason":
            return reason_words(code)
        case "base.Reclassed", "was_reason":
            return reason_words(code)
        case "base.Fact", "value":
            return _known(row["field"], code)
        case "base.Fact", "source":
            return teller_words(code)
        case (("base.Consent" | "privacy.Request"), "source"):
            return source_words(code)
        case "journal.Entry", "tag":
            return _sentence(code, row["details"], fields)
        case _, ("field" | "datum"):
            return fields[code].label if code in fields else None
    found = SOMEWHERE.get((table, name)) or ANYWHERE.get(name)
    return found.get(code) if found else None


def _known(field: str, code: str) -> Message | None:
    """Return what a fact says of a personal value that stands elsewhere; None where the fact is the value itself."""
    if code == KNOWN:
        return say("is known")
    if field not in STANDARD_FIELDS or STANDARD_FIELDS[field].kind is not Kind.MAIL:
        return None
    kind, _, shared = code.partition(";")
    words = MAILS.get(kind)
    return say("{kind}, read by several people", kind=words) if shared and words else words


def _sentence(tag: str, details: Mapping[str, Any], fields: Mapping[str, Field]) -> Message | None:
    if tag not in SENTENCES:
        return None
    text = SENTENCES[Tag(tag)].text
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    gaps = {name: "…" if (kept := details.get(name)) is None else unpacked(kept) for name in names}
    if (field := gaps.get("field")) in fields:
        gaps["field"] = fields[str(field)].label
    return Message(text, gaps)
