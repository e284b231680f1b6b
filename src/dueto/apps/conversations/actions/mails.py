"""Taking in a mail: once, whoever reads the mailbox, and whatever copies of it there are."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from dueto.adapters.mail.incoming import Incoming
from dueto.apps.base.actions import act
from dueto.apps.base.actions.identities import manual_identity
from dueto.apps.base.actions.sources import by_door
from dueto.apps.base.models import Identity, Person
from dueto.apps.conversations.actions.acts import answered, done_by
from dueto.apps.conversations.actions.writers import name_in, newcomer, take_over
from dueto.apps.conversations.deciding import WAITING, Circumstances, Decision, Kind, Why, decide
from dueto.apps.conversations.doors import MAIL_IN
from dueto.apps.conversations.handles import identity_by, is_same_name, is_team
from dueto.apps.conversations.models import Mailbox, Message, Seen, Sent
from dueto.apps.conversations.ours import Ours
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag

LATEST_BEFORE = timedelta(days=3)
"""A mail says when it was written; further than this from its arrival nobody believes it."""
TAGS = {
    Kind.INQUIRY: Tag.MAIL_ASKED, Kind.REPLY: Tag.MAIL_ANSWERED, Kind.AWAY: Tag.MAIL_AWAY,
    Kind.BOUNCE: Tag.MAIL_CAME_BACK, Kind.ASIDE: Tag.MAIL_ASIDE, Kind.NOTHING: Tag.MAIL_ASIDE,
}  # fmt: skip


@transaction.atomic
def take_mail(
    mail: Incoming, *, mailbox: str, validity: int, uid: int, arrived_at: datetime, ours: Ours, at: datetime
) -> Message | None:
    """Return the mail as it was taken in; None if it had been before, by whomever.

    The mark of the mailbox, what is decided and what follows are written together, under the lock of the mark.
    """
    box = Mailbox.objects.select_for_update().get(name=mailbox)
    if box.validity != validity or uid <= box.last_uid:
        return None
    Mailbox.objects.filter(pk=box.pk).update(last_uid=uid)
    if not _is_first(mail.fingerprint):
        return None
    asked = _asked(mail)
    writer = _writer(mail)
    decision = decide(
        mail,
        Circumstances(
            is_ours=mail.address in ours.addresses or _is_ours(mail.message_id),
            is_colleague=ours.is_colleague(mail.address), answers_ours=asked is not None,
            is_known=writer is not None, was_refused=_was_refused(mail.address),
        ),
    )  # fmt: skip
    arrived_at = min(arrived_at, at)
    said_at = mail.written_at or arrived_at
    happened_at = said_at if arrived_at - LATEST_BEFORE <= said_at <= arrived_at else arrived_at
    if decision.why is Why.COLLEAGUE and (written_to := _written_to(mail)) is not None:
        return _ours_to(mail, written_to, ours, mailbox=mailbox, happened_at=happened_at, at=at)
    decision, identity = _identity(mail, decision, writer, asked, at=at)
    message = _message(mail, decision, identity, mailbox=mailbox, happened_at=happened_at, at=at)
    if decision.kind in WAITING and identity is not None:
        message.activity = done_by(identity, kind=decision.kind, channel="mail", at=happened_at, known_at=at)
    message.save()
    record(
        TAGS[decision.kind], subject="message", subject_id=message.pk, at=at, details={"why": str(decision.why)},
        person_id=identity.person_id if identity else None,
    )  # fmt: skip
    return message


def note_sent(*, message_id: str, person_id: int, at: datetime) -> None:
    """Remember a mail of ours to somebody, so that whoever answers it is heard as them."""
    Sent.objects.get_or_create(message_id=message_id[:250], defaults={"person_id": person_id, "sent_at": at})


def _is_first(fingerprint: str) -> bool:
    try:
        with transaction.atomic():
            Seen.objects.create(fingerprint=fingerprint)
    except IntegrityError:
        return False
    return True


def _asked(mail: Incoming) -> Person | None:
    """Return whom the mail of ours went to that this one refers to; whom they turned out to be since, if so."""
    named = mail.answers if mail.report is None else (mail.report.message_id,)
    sent = {one.message_id: one.person for one in Sent.objects.filter(message_id__in=named).select_related("person")}
    person = next((sent[one] for one in named if one in sent), None)
    while person is not None and person.merged_into_id is not None:
        person = person.merged_into
    return None if person is None or person.erased_at is not None else person


def _writer(mail: Incoming) -> Identity | None:
    if not mail.address:
        return None
    name = name_in(mail.name)
    return identity_by("email", mail.address, name=name.written if name else "", is_shared=is_team(mail.address))


def _identity(
    mail: Incoming, decision: Decision, writer: Identity | None, asked: Person | None, *, at: datetime
) -> tuple[Decision, Identity | None]:
    """Return whose the mail is; where that changes the reason, the decision with the other one."""
    match decision.kind:
        case Kind.BOUNCE:
            returned = identity_by("email", mail.report.address) if mail.report and mail.report.address else None
            return decision, returned or (manual_identity(asked, at=at) if asked is not None else None)
        case Kind.REPLY | Kind.AWAY if writer is not None:
            return decision, writer
        case Kind.REPLY | Kind.AWAY if asked is not None:
            name = name_in(mail.name)
            card = getattr(asked, "card", None)
            if decision.kind is Kind.AWAY or name is None or is_same_name(card.full_name if card else "", name.written):
                return decision, take_over("email", mail.address, asked, at=at)
            return Decision(Kind.REPLY, Why.ANSWERS_FOR_OTHER), _newcomer(mail, at=at)
        case Kind.INQUIRY:
            why = Why.SHARED_ADDRESS if identity_by("email", mail.address) is not None else decision.why
            return Decision(Kind.INQUIRY, why), _newcomer(mail, at=at)
    return decision, None


def _newcomer(mail: Incoming, *, at: datetime) -> Identity:
    return newcomer("email", mail.address, name=mail.name, origin=by_door(MAIL_IN), source="mail", at=at)


def _message(
    mail: Incoming, decision: Decision, identity: Identity | None, *, mailbox: str, happened_at: datetime, at: datetime
) -> Message:
    is_quiet = decision.kind in (Kind.NOTHING, Kind.AWAY, Kind.BOUNCE)
    return Message(
        identity=identity, channel="mail", direction="inbound", kind=decision.kind, why=decision.why, name=mail.name,
        address=mail.address, subject=mail.subject, text=mail.text, attachments=list(mail.attachments),
        message_id=mail.message_id, answers=mail.answers[0][:250] if mail.answers else "", back_on=mail.away.until,
        substitute=mail.away.substitute, bounce=mail.report.why if mail.report else "", mailbox=mailbox,
        happened_at=happened_at, known_at=at, settled_at=at if is_quiet else None,
    )  # fmt: skip


def _is_ours(message_id: str) -> bool:
    return bool(message_id) and Sent.objects.filter(message_id=message_id).exists()


def _written_to(mail: Incoming) -> Identity | None:
    """Return the one prospect to whom a colleague wrote; None if it went to nobody of the base, or to several."""
    known = {one.person_id: one for one in (identity_by("email", to) for to in mail.recipients[:10]) if one}
    return next(iter(known.values())) if len(known) == 1 else None


def _ours_to(
    mail: Incoming, identity: Identity, ours: Ours, *, mailbox: str, happened_at: datetime, at: datetime
) -> Message:
    """Take down what a colleague wrote to a prospect with this mailbox in copy: its answers are the prospect's."""
    assert identity.person_id is not None
    by = ours.colleagues.get(mail.address)
    message = _message(
        mail, Decision(Kind.NOTED, Why.COLLEAGUE), identity, mailbox=mailbox, happened_at=happened_at, at=at
    )
    message.direction, message.by_id, message.settled_at = "outbound", by, at
    message.activity = act(
        person_id=identity.person_id, kind="message", at=happened_at, known_at=at, identity=identity,
        direction="outbound", channel="mail",
    )  # fmt: skip
    message.save()
    if mail.message_id:
        note_sent(message_id=mail.message_id, person_id=identity.person_id, at=at)
    answered(identity.person_id, by=by, at=at)
    record(Tag.TALK_NOTED, subject="message", subject_id=message.pk, person_id=identity.person_id, by=by, at=at)
    return message


def _was_refused(address: str) -> bool:
    """Return whether a colleague said of the last mail from there that it is nothing for us."""
    last = Message.objects.filter(address=address).exclude(address="").order_by("-id").first()
    return last is not None and last.kind == Kind.NOTHING and last.why == Why.BY_HAND
