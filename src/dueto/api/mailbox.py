"""What came in by mail and waits, was set aside or is done; whose it is; and how the mailboxes are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.conf import settings
from ninja import Field, Path, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.apps.base.access import person_for
from dueto.apps.conversations.access import message_for
from dueto.apps.conversations.actions import UnableToSort, read_again, settle
from dueto.apps.conversations.queries import letters
from dueto.apps.conversations.queries.letters import Letter, Letters
from dueto.apps.stewardship.actions import UnableToMerge, give_mail, take_mail_for
from dueto.apps.team.access import NoSuch

router = Router()
READ, WRITE = Token("mailbox:read"), Token("mailbox:write")
Number = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
Choice = Literal["inquiry", "reply", "away", "nothing"]


class LetterOut(Schema):
    """One message, what it was taken for, and why."""

    id: int
    channel: str
    direction: str
    kind: str = Field(description="inquiry, reply, away, bounce, aside, nothing or noted")
    why: str
    person: int | None
    name: str
    address: str
    subject: str
    text: str
    quoted: str = Field(description="what it repeats of others")
    attachments: list[str] = Field(description="names; what they hold is not kept")
    happened_at: datetime
    back_on: date | None
    bounce: str
    settled_at: datetime | None


class LettersPage(Schema):
    """One page of messages, the newest first."""

    items: list[LetterOut]
    next: str | None


class KindIn(Given):
    """What a message is."""

    kind: Choice


class PersonIn(Given):
    """Whose a message is."""

    person: Number


class MailboxOut(Schema):
    """How a mailbox is. `trouble` is empty as long as it can be read."""

    name: str
    read_at: datetime | None
    trouble: str
    troubled_at: datetime | None


class ReadingOut(Schema):
    """Whether it is read again at once; no where it is being read already."""

    is_asked: bool


@router.get("/mails", auth=READ, response=LettersPage, summary="List what came in")
def list_mails(
    request: Call, after: After = "", limit: Limit = 50, state: Literal["waiting", "aside", "done"] = "waiting",
    kind: Literal["", "inquiry", "reply", "away", "bounce", "nothing"] = "",
) -> LettersPage:  # fmt: skip
    """Return messages that wait for somebody, were set aside, or are done."""
    found = letters.kept_by(state, kind=kind, before=number_in("mails", after), size=limit)
    return _page("mails", found)


@router.get(
    "/people/{int:person_id}/conversation", auth=READ, response=LettersPage, summary="List what was said with one"
)
def list_of_person(request: Call, person_id: Id, after: After = "", limit: Limit = 50) -> LettersPage:
    """Return what somebody wrote, and what colleagues noted of talking with them."""
    person = person_for(maker(request), person_id)
    return _page("said", letters.said_with(person.pk, before=number_in("said", after), size=limit))


@router.put("/mails/{int:mail_id}/kind", auth=WRITE, response=LetterOut, summary="Take a message for something")
def sort(request: Call, mail_id: Id, given: KindIn) -> LetterOut:
    """Take it for something else: whoever wrote it is judged at once. `nothing` dismisses it."""
    message_for(maker(request), mail_id)
    try:
        take_mail_for(message_id=mail_id, kind=given.kind, by=request.auth.made_by, at=request.now)
    except UnableToSort as unable:
        raise refusal(unable.says, at="body/kind") from None
    return _shown(letters.letter(mail_id))


@router.put("/mails/{int:mail_id}/person", auth=WRITE, response=LetterOut, summary="Give a message to somebody")
def give(request: Call, mail_id: Id, given: PersonIn) -> LetterOut:
    """Say whose it is: of one that was set aside, or went to the wrong person."""
    message_for(maker(request), mail_id)
    try:
        give_mail(message_id=mail_id, person_id=given.person, by=request.auth.made_by, at=request.now)
    except (UnableToSort, UnableToMerge) as unable:
        raise refusal(unable.says, at="body/person") from None
    return _shown(letters.letter(mail_id))


@router.post("/mails/{int:mail_id}/settlement", auth=WRITE, response=LetterOut, summary="Settle a message")
def settle_message(request: Call, mail_id: Id) -> LetterOut:
    """Note that somebody has taken care of it."""
    message_for(maker(request), mail_id)
    try:
        settle(message_id=mail_id, by=request.auth.made_by, at=request.now)
    except UnableToSort as unable:
        raise refusal(unable.says, at="path/mail_id") from None
    return _shown(letters.letter(mail_id))


@router.get("/mailboxes", auth=READ, response=list[MailboxOut], summary="List mailboxes")
def list_mailboxes(request: Call) -> list[MailboxOut]:
    """Return the mailboxes that are read, and what troubles them."""
    names = [box.name for box in settings.MAILBOXES]
    states = letters.states(names)
    return [
        MailboxOut(name=name, read_at=one.read_at, trouble=one.trouble, troubled_at=one.troubled_at)
        if (one := states.get(name))
        else MailboxOut(name=name, read_at=None, trouble="", troubled_at=None)
        for name in names
    ]


@router.post("/mailboxes/{name}/readings", auth=WRITE, response={202: ReadingOut}, summary="Read a mailbox again")
def read_mailbox(request: Call, name: Annotated[str, Path(max_length=40)]) -> Status[ReadingOut]:
    """Have it read at once."""
    if name not in [box.name for box in settings.MAILBOXES]:
        raise NoSuch("mailbox")
    return Status(202, ReadingOut(is_asked=read_again(name, by=request.auth.made_by, at=request.now)))


def _page(of: str, found: Letters) -> LettersPage:
    return LettersPage(
        items=[_shown(one) for one in found.rows], next=sealed(of, found.next) if found.next else None
    )  # fmt: skip


def _shown(one: Letter) -> LetterOut:
    return LetterOut(
        id=one.id, channel=one.channel, direction=one.direction, kind=one.kind, why=one.why, person=one.person_id,
        name=one.name or one.who, address=one.address, subject=one.subject, text=one.text, quoted=one.quoted,
        attachments=list(one.attachments), happened_at=one.happened_at, back_on=one.back_on, bounce=one.bounce,
        settled_at=one.settled_at,
    )  # fmt: skip
