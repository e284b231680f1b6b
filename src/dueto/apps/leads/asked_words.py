"""What lists ask beyond the profile, in words: what people did, where they stand with sales, what they allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dueto.domain.agreement.definition import BehaviourRule
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.qualification.buying import STAGES, BuyingStage

if TYPE_CHECKING:
    from dueto.apps.leads.models import Lead

SENT, WITH_SALES = "sent", "with_sales"
LEAD_WORDS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "qualified": say("qualified, sales has not had them yet"),
        SENT: say("sent to sales, not answered yet"),
        WITH_SALES: say("with sales"),
        "accepted": say("accepted by sales"),
        "opportunity": say("with a sale under way"),
        "deferred": say("put off by sales"),
        "won": say("the sale was won"),
        "lost": say("the sale was lost"),
        "returned": say("given back by sales"),
        "lapsed": say("lapsed without an answer of sales"),
        "withdrawn": say("withdrawn from sales"),
        "recycled": say("came back, sales fell silent"),
    }
)
"""Where the last passage of somebody stands, or how it ended."""
CONTACT, NO_CONTACT, NEWSLETTER = "contact", "never", "newsletter"
CONSENT_WORDS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        CONTACT: say("may be contacted"),
        NO_CONTACT: say("asked not to be contacted"),
        NEWSLETTER: say("gets the newsletter"),
    }
)


def deed_words(rule: BehaviourRule) -> Message:
    """Return what somebody did for whom a rule counts something."""
    match rule.activity:
        case "visit":
            return say("visited «{rule}»", rule=rule.name)
        case "download":
            return say("downloaded «{rule}»", rule=rule.name)
        case "form":
            return say("sent the form «{rule}»", rule=rule.name)
        case "event" if any(atom.field == "status" and atom.operand == "attended" for atom in atoms_of(rule.where)):
            return say("attended «{rule}»", rule=rule.name)
        case "event":
            return say("event «{rule}»", rule=rule.name)
        case _:
            return say("did «{rule}»", rule=rule.name)


def buying_words(stage: BuyingStage) -> Message:
    """Return how far somebody has come on their way to buying."""
    return say("stage of buying: {stage}", stage=STAGES[stage])


def states_of(leads: Sequence[Lead]) -> Iterator[str]:
    """Yield where the newest passage of somebody under one definition stands; nothing for whoever had none."""
    lead = next((one for one in leads if one.is_open), None) or max(leads, key=lambda one: one.passage, default=None)
    if lead is None:
        return
    state = lead.end if not lead.is_open else lead.stage
    if lead.is_open:
        handoff = getattr(lead, "handoff", None)
        is_sent = state == "qualified" and handoff is not None and handoff.state == "sent"
        if is_sent:
            state = SENT
        if state != "qualified":
            yield WITH_SALES
    if state in LEAD_WORDS:
        yield state
