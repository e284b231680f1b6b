"""What pages call the kinds, states, meanings and rules of imports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dueto.adapters.readers.mapping import PARTS
from dueto.apps.imports.choices import ACTIVITIES, ACTS, COMPANIES, DATES, DEAL, DEALS, EVENT, IDS, NOTE, PEOPLE
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.fields import Field

KINDS: Final[Mapping[str, Message]] = {
    PEOPLE: say("People"),
    EVENT: say("Who took part in a fair or webinar"),
    ACTIVITIES: say("What people did: calls, visits, meetings"),
    COMPANIES: say("Companies"),
    DEALS: say("Sales of the past"),
}
STATES: Final[Mapping[str, Message]] = {
    "draft": say("Not brought in yet"),
    "checking": say("Being tried out"),
    "checked": say("Tried out"),
    "running": say("Coming in"),
    "done": say("In the base"),
    "cancelled": say("Stopped"),
    "failed": say("Could not go on"),
    "undoing": say("Being undone"),
    "undone": say("Undone"),
}
RULES: Final[Mapping[str, Message]] = {
    "never": say("never changes what is known"),
    "if_empty": say("fills what is empty"),
    "if_newer": say("the newer one holds"),
    "always": say("always the one of the list"),
}
EVENT_KINDS: Final[Mapping[str, Message]] = {
    "fair": say("Fair"),
    "webinar": say("Webinar"),
    "": say("Another event"),
}
STATUSES: Final[Mapping[str, Message]] = {
    "registered": say("signed up"),
    "attended": say("attended"),
    "absent": say("did not come"),
}
MEANINGS: Final[Mapping[str, Message]] = {
    "known_at": say("since when they are known"),
    "occurred_at": say("when it happened"),
    "lead_id": say("the person's id (lead)"),
    "contact_id": say("the person's id (contact)"),
    "deal_id": say("the sale's id"),
    "company_id": say("the company's id"),
    "row_id": say("the person's row in the list of people"),
    "act_item": say("name of the event or material"),
    "act_status": say("signed up, attended or did not come"),
    "act_kind": say("kind of activity"),
    "act_direction": say("incoming or outgoing"),
    "act_result": say("result of the call"),
    "act_path": say("page visited"),
    "act_form": say("form"),
    "act_channel": say("channel of the message"),
    "deal_stage": say("how far the sale came"),
    "deal_amount": say("amount of the sale"),
    "phone_area": say("area code of the phone"),
    "past_outcome": say("earlier sale"),
    NOTE: say("note about the person"),
    "middle_name": say("second given name"),
    "second_last_name": say("second surname"),
}
FOUND: Final[Mapping[str, Message]] = {
    "new": say("new in the base"),
    "email": say("known by e-mail"),
    "crm": say("known by the id of the other system"),
    "tax_id": say("known by tax id and name"),
    "phone": say("known by phone and name"),
    "name": say("known by name and company"),
    "alone": say("known by the name, which nobody else bears"),
    "row": say("here already, or twice in the list"),
    "company": say("known"),
}
KEPT: Final[Mapping[str, Message]] = {
    "acted": say("something was learned of them since, or they did something"),
    "known_otherwise": say("they are known from elsewhere since"),
    "worked_with": say("a lead, a note or a task hangs on them"),
}


def meaning(name: str, *, fields: Mapping[str, Field]) -> Value:
    """Return what a column, or a cell that was left out, is called."""
    if name in fields:
        return fields[name].label
    return MEANINGS.get(name, name.replace("_", " "))


def meanings(fields: Mapping[str, Field]) -> list[tuple[Message, list[tuple[str, Value]]]]:
    """Return what a column may mean, in groups."""
    known = [(name, field.label) for name, field in fields.items()]
    beside = [(name, MEANINGS[name]) for name in (*PARTS, "phone_area", NOTE)]
    return [
        (say("Of the person"), [*known, *beside]),
        (say("Dates"), [(name, MEANINGS[name]) for name in DATES]),
        (say("Ids of another system"), [(name, MEANINGS[name]) for name in IDS]),
        (say("Of what they did"), [(name, MEANINGS[name]) for name in ACTS]),
        (say("Of a sale of the past"), [(name, MEANINGS[name]) for name in DEAL]),
    ]


def lines(counts: Mapping[str, Any]) -> list[tuple[Message, int]]:
    """Return what became of the rows, without what did not happen."""
    told = (
        (say("new"), counts.get("new", 0)),
        (say("recognised by e-mail"), counts.get("by_email", 0)),
        (say("recognised by phone and name"), counts.get("by_phone", 0)),
        (say("recognised by the id of the other system"), counts.get("by_crm", 0)),
        (say("recognised by tax id and name"), counts.get("by_tax_id", 0)),
        (say("recognised by name and company"), counts.get("by_name", 0)),
        (say("recognised by a name that nobody else bears"), counts.get("by_alone", 0)),
        (say("sales of a company of which nobody is known"), counts.get("by_company", 0)),
        (say("of those known, with something new"), counts.get("changed", 0)),
        (say("with nothing new"), counts.get("same", 0)),
        (say("twice in the list"), counts.get("twice", 0)),
        (say("activities"), counts.get("acts", 0)),
        (say("notes"), counts.get("notes", 0)),
        (say("told only what was done to them"), counts.get("idle", 0)),
        (say("cells left out"), counts.get("cells", 0)),
        (say("rows refused"), counts.get("refused", 0)),
    )
    return [(label, count) for label, count in told if count]
