"""How likenesses, gaps and clashes read: the word first, the figure after it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.apps.stewardship.queries.pairs import MOST_COUNTED, Reason
from dueto.domain.basics.message import Message, say, say_many

KINDS: Mapping[str, Message] = MappingProxyType({
    "gap": say("Gaps"), "clash": say("Clashes"), "invalid": say("Invalid"), "stale": say("Stale"),
    "duplicate": say("Duplicates"),
})  # fmt: skip
MEANS: Mapping[str, Message] = MappingProxyType({
    "gap": say("data that the definition requires, missing in people who matter"),
    "clash": say("two sources say different things"),
    "invalid": say("addresses that come back or are throw-away, phones that cannot be"),
    "stale": say("nobody confirmed anything for a year"),
    "duplicate": say("two entries that may be one"),
})  # fmt: skip
WHY: Mapping[tuple[str, str], Message] = MappingProxyType({
    ("gap", "required"): say("Lacks {field}, which the definition requires"),
    ("clash", "sources"): say("Two sources differ in {field}"),
    ("clash", "form"): say("A form told another {field}; it was not taken"),
    ("invalid", "disposable"): say("The e-mail is a throw-away address"),
    ("invalid", "bounced"): say("Mail to this address comes back"),
    ("invalid", "impossible"): say("The phone cannot exist"),
    ("stale", "unconfirmed"): say("Nobody confirmed anything for a year"),
})  # fmt: skip
OF: Mapping[str, Message] = MappingProxyType({
    "given": say("given name"), "surname": say("surname"), "second": say("second surname"),
    "mail_user": say("the e-mail beyond the name"),
    "phone": say("phone"), "company": say("company"), "country": say("country"), "name": say("name"),
    "domain": say("website"), "tax_id": say("tax id"), "street": say("address"),
})  # fmt: skip
LIKENESS: Mapping[str, Message] = MappingProxyType({
    "same": say("the same"), "first": say("the first is the same"), "one_of": say("one in common"),
    "near": say("almost the same"), "alike": say("alike"), "initial": say("the initial fits"),
    "turned": say("in another order"), "other_second": say("the first is the same, the second is not"),
    "in_mail": say("the e-mail tells it"), "crossed": say("given name and surname in each other's place"),
    "two_boxes": say("two addresses of one company"), "same_house": say("the same, in one company"),
    "domain": say("the same website"),
    "slip": say("one digit apart"), "within": say("one within the other"), "differs": say("different"),
})  # fmt: skip
STRENGTHS = ((6.0, say("strong")), (2.0, say("fair")), (0.0, say("weak")))
VERDICTS = (
    (0.99, say("Almost certainly the same")), (0.9, say("Very likely the same")), (0.7, say("Likely the same")),
    (0.0, say("Perhaps the same")),
)  # fmt: skip
STAGES: Mapping[str, Message] = MappingProxyType({
    "": say("waiting for its turn"), "reading": say("reading the base"), "blocking": say("looking where to look"),
    "chance": say("learning what happens by chance"), "likeness": say("learning how the same differ"),
    "pairs": say("comparing"), "writing": say("writing down what was found"), "done": say("done"),
})  # fmt: skip
SUREST = 0.99
NOTHING = 0.05
"""A reason of less weight than this says nothing."""


def share_of(probability: float) -> float:
    """Return how likely it is as it is shown: nothing that was only computed is called certain."""
    return min(probability, SUREST)


def waiting_words(count: int) -> Message | None:
    """Return how many pairs wait; None if none does."""
    if count > MOST_COUNTED:
        return say("{n}+ wait", n=MOST_COUNTED)
    return say_many("{n} waits", "{n} wait", count) if count else None


def verdict_of(probability: float) -> Message:
    """Return how likely it is as a word."""
    return next(word for least, word in VERDICTS if probability >= least)


def shown(reasons: tuple[Reason, ...], *, speaks_for: bool) -> list[dict[str, object]]:
    """Return what speaks for a pair, or against it, each with its strength in words."""
    return [
        {
            "of": OF.get(one.of, one.of), "how": LIKENESS.get(one.level, one.level),
            "strength": next(word for least, word in STRENGTHS if abs(one.weight) >= least),
        }
        for one in reasons
        if (one.weight > 0) is speaks_for and abs(one.weight) > NOTHING
    ]  # fmt: skip
