"""The places of the base as somebody meets them: how people come in, who is here, what is cared for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.web import addresses

if TYPE_CHECKING:
    from dueto.apps.team.models import Member


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the base: what it is called, what one does there, and who may open it."""

    label: Message
    sentence: Message
    url: str
    right: Right = Right.WORK_BASE


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together."""

    label: Message
    places: tuple[Place, ...]


GROUPS: Final = (
    Group(
        say("How people come in"),
        (
            Place(say("Sources"), say("Every way in, what came through it, and how to open it."),
                  addresses.SOURCES, Right.SEE),
            Place(say("Imports"), say("Bring in a list; see what it adds before it does; take it out again."),
                  addresses.IMPORTS),
            Place(say("Forms"), say("Ask what is missing, and no more."), addresses.FORMS),
            Place(say("Content"), say("What people read at each stage of buying, and what nobody has written yet."),
                  addresses.CONTENT),
            Place(say("Mailbox"), say("What was written to us: inquiries, answers, who is away."), addresses.MAILBOX),
            Place(say("A find of your own"), say("Whoever you found: whether there is history, before you call."),
                  addresses.FIND, Right.NOTE),
        ),
    ),
    Group(
        say("Who is here"),
        (
            Place(say("Prospects"), say("Everybody, by the conditions you choose."),
                  addresses.PROSPECTS, Right.SEE),
            Place(say("Companies"), say("Each with its people and what all of them did."),
                  addresses.COMPANIES, Right.SEE),
            Place(say("Customers"), say("What they bought, and what is renewed next."), addresses.CUSTOMERS, Right.SEE),
            Place(say("One datum away"), say("A single datum, and they qualify."), addresses.ONE_DATUM),
            Place(say("Calls"), say("Whom to ask by telephone, and the three questions."), addresses.CALLS),
        ),
    ),
    Group(
        say("What is cared for"),
        (
            Place(say("Care of the base"), say("Gaps, clashes, what is wrong or old."), addresses.CARE),
            Place(say("Duplicates"), say("Who may be one person; what speaks for it, and what against."),
                  addresses.DUPLICATES),
            Place(say("Machines"), say("What no human did: kept, not counted."), addresses.MACHINES),
            Place(say("Privacy"), say("Consents, what we hold of somebody, who asked to be forgotten."),
                  addresses.PRIVACY, Right.FORGET),
            Place(say("Webhooks"), say("Which programs are told, and what they tell us."),
                  addresses.WEBHOOKS, Right.ADMINISTER),
        ),
    ),
)  # fmt: skip


def groups_for(member: Member) -> list[Group]:
    """Return the groups with the places that this member may open, none of them empty."""
    return list(_open_to(member))


def _open_to(member: Member) -> Iterator[Group]:
    for group in GROUPS:
        if places := tuple(place for place in group.places if may(member, place.right)):
            yield Group(group.label, places)
