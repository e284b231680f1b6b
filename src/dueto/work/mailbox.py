"""The mailboxes: read in a lane of their own, each mail once, so that a slow server holds up nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.db import OperationalError
from prometheus_client import Counter

from dueto.adapters.mail.boxes import Box, Folder, Trouble, UnableToRead
from dueto.adapters.mail.incoming import Incoming, read
from dueto.adapters.mail.opening import opened
from dueto.apps.conversations import actions as conversations
from dueto.apps.conversations.deciding import Kind
from dueto.apps.conversations.ours import Ours, ours
from dueto.apps.handoff import actions as handoff

if TYPE_CHECKING:
    from dueto.apps.conversations.models import Mailbox

LOG = structlog.get_logger("dueto.mailbox")
MAILS = Counter("dueto_mails_read_total", "Mails taken in.", ["kind"])
AT_ONCE: Final = 50
"""Mails of one reading; the rest comes in the next, at once."""
OVERLAP: Final = timedelta(days=2)
"""So far back a mailbox is looked through that its server numbers anew; what was seen is not taken again."""


def reading() -> int:
    """Return how many mails were taken in from the mailboxes that were due."""
    return sum(_read_if_due(box) for box in settings.MAILBOXES)


def _read_if_due(box: Box) -> int:
    mark = conversations.claim(box.name, at=_now())
    if mark is None:
        return 0
    every = timedelta(seconds=settings.IMAP_EVERY)
    try:
        with opened(box) as folder:
            taken, is_all = _take(box, folder, mark)
    except UnableToRead as unable:
        conversations.failed(mark, trouble=unable.trouble, at=_now(), every=every)
        LOG.warning("mailbox not read", mailbox=box.name, why=str(unable.trouble))
        return 0
    except OperationalError:
        raise
    except Exception:
        conversations.failed(mark, trouble=Trouble.BROKEN, at=_now(), every=every)
        LOG.exception("mailbox broken", mailbox=box.name)
        return 0
    conversations.finished(mark, at=_now(), due_at=_now() + every if is_all else _now())
    return taken


def _take(box: Box, folder: Folder, mark: Mailbox) -> tuple[int, bool]:
    """Return how many mails were taken in, and whether none is left."""
    if mark.validity != folder.validity:
        _begin(folder, mark)
    uids = folder.uids_after(mark.last_uid)
    known = ours(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], box.user if "@" in box.user else "")
    for uid in uids[:AT_ONCE]:
        fetched = folder.fetch(uid)
        if fetched is None:
            continue
        arrived_at = fetched.arrived_at or _now()
        mail = read(fetched.octets, arrived_at=arrived_at)
        _take_in(mail, mark, uid=uid, arrived_at=arrived_at, known=known)
        if box.marks_read:
            folder.mark_read(uid)
    return len(uids[:AT_ONCE]), len(uids) <= AT_ONCE


def _begin(folder: Folder, mark: Mailbox) -> None:
    """Set the mark before the mails of the last days, the first time or because the server numbers its mails anew."""
    since = mark.read_at - OVERLAP if mark.read_at else _now() - timedelta(days=settings.IMAP_DAYS)
    uids = folder.uids_since(since.date())
    conversations.begin(mark, validity=folder.validity, last_uid=(uids[0] if uids else folder.next_uid) - 1)


def _take_in(mail: Incoming, mark: Mailbox, *, uid: int, arrived_at: datetime, known: Ours) -> None:
    """Take one mail in; if it breaks that, set it aside unread, so that it does not hold up the next one."""
    for one in (mail, Incoming(mail.fingerprint, is_readable=False)):
        try:
            message = conversations.take_mail(
                one, mailbox=mark.name, validity=mark.validity or 0, uid=uid, arrived_at=arrived_at, ours=known,
                at=_now(),
            )  # fmt: skip
        except OperationalError:
            raise
        except Exception:
            LOG.exception("mail broken", mailbox=mark.name, uid=uid)
        else:
            if message is not None:
                MAILS.labels(message.kind).inc()
            if message is not None and message.kind == Kind.REPLY and message.identity and message.identity.person_id:
                handoff.tell_of_mail(person_id=message.identity.person_id, at=_now())
            return


def _now() -> datetime:
    return datetime.now(UTC)
