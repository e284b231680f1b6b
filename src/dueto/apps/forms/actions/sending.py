"""What comes in by a form: taken by the base, confirmed by mail, answered with what was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from dueto.apps.base.actions import Agreed, act, agree, keep_text, take_form
from dueto.apps.base.purposes import CONTACT
from dueto.apps.forms.actions.designs import fast_tracks
from dueto.apps.forms.design import Asking, Design, Makes, asked_fields, filled
from dueto.apps.forms.models import Content, Submission
from dueto.apps.journal.actions import enqueue, record
from dueto.apps.journal.tags import Tag
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message

MAILS_A_DAY: Final = 3
"""So many links of confirmation one address gets within a day, whoever typed it."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a form: what was taken down, or why nothing was, by field."""

    submission_id: int | None = None
    identity_id: int | None = None
    person_id: int | None = None
    refusals: Mapping[str, Message] | None = None


@transaction.atomic
def send(
    *,
    agreement: Agreement,
    name: str,
    design: Design,
    version_id: int | None,
    values: Mapping[str, str],
    asked: Collection[str] | None,
    agreed: Mapping[str, str],
    language: str,
    at: datetime,
    known_as: int | None = None,
    visitor: str = "",
    first_page: str = "",
    referrer: str = "",
) -> Sent:
    """Return what became of a form. `asked` are the fields that were asked (None: all), `agreed` the texts by purpose.

    Consent to be answered counts at once; where the form asks to be confirmed by mail, every other waits for that.
    """
    waits = design.opts_in
    marks = {purpose: keep_text(text, purpose=purpose, language=language, at=at) for purpose, text in agreed.items()}
    given = [Agreed(purpose, mark) for purpose, mark in marks.items()]
    now = [one for one in given if one.purpose == CONTACT or not waits]
    taken = take_form(
        agreement=agreement, form=_counts_as(design, name, agreement), values=values, at=at, visitor=visitor,
        first_page=first_page, referrer=referrer, questions=asked_fields(design, agreement, only=asked),
        known_as=known_as, consents=now,
    )  # fmt: skip
    if taken.identity_id is None:
        return Sent(refusals=taken.refusals)
    pending = [{"purpose": one.purpose, "mark": one.fingerprint} for one in given if one not in now]
    submission = Submission.objects.create(
        form=name, version_id=version_id, identity_id=taken.identity_id, browser_id=taken.browser_id,
        content_id=design.content, answered=list(taken.answered), pending=pending, language=language, sent_at=at,
        awaits=waits,
    )  # fmt: skip
    if waits:
        _ask_to_confirm(submission, at=at)
    return Sent(submission.pk, taken.identity_id, taken.person_id)


def _counts_as(design: Design, name: str, agreement: Agreement) -> str:
    """Return the name by which rules know what was sent.

    An agreement that came later may hand a name to sales at once: whoever only fetched something did not ask for that.
    """
    known_as = design.counts_as or name
    if waits_for_answer(design) or known_as not in fast_tracks(agreement):
        return known_as
    return f"{known_as}: {design.makes}"


def _ask_to_confirm(submission: Submission, *, at: datetime) -> None:
    """Put the mail with the link into the outbox, unless the address has had enough of them today."""
    today = Submission.objects.filter(identity_id=submission.identity_id, awaits=True, sent_at__gt=at - DAY)
    if today.count() <= MAILS_A_DAY:
        body = {"template": "form_confirmation", "submission": submission.pk}
        enqueue("mail", key=f"form-confirmation:{submission.pk}", body=body, at=at)


@transaction.atomic
def confirm(*, submission_id: int, at: datetime) -> bool:
    """Return whether the link confirmed something; twice is harmless. The consents that waited for it count now.

    What the same person sent by the same form before waits for no link of its own.
    """
    submission = Submission.objects.select_related("identity__person").select_for_update(of=("self",)).get(
        pk=submission_id
    )  # fmt: skip
    person = submission.identity.person
    if person is None or person.erased_at is not None or not submission.awaits:
        return False
    waiting = Submission.objects.filter(identity_id=submission.identity_id, form=submission.form, awaits=True)
    until_now = waiting.filter(pk__lte=submission.pk)
    pending = {(one["purpose"], one["mark"]): None for row in until_now for one in row.pending}
    agreed = [Agreed(purpose, mark) for purpose, mark in pending]
    agree(submission.identity, agreed, source=f"form:{submission.form}:confirmed", at=at)
    until_now.update(awaits=False, confirmed_at=at)
    record(
        Tag.FORM_CONFIRMED, subject="form", subject_id=submission.pk, person_id=person.pk, at=at,
        details={"form": submission.form},
    )  # fmt: skip
    return True


@transaction.atomic
def download(*, submission_id: int, classed: str, reason: str, at: datetime) -> Content | None:
    """Return what somebody asked for by a form, their download taken down; None if it is gone, or they are."""
    submission = Submission.objects.select_related("identity__person", "content").filter(pk=submission_id).first()
    if submission is None or submission.content is None or submission.content.retired_at is not None:
        return None
    person = submission.identity.person
    if person is None or person.erased_at is not None:
        return None
    act(
        person_id=person.pk, kind="download", at=at, identity=submission.identity, classed=classed, reason=reason,
        item=submission.content.title,
    )  # fmt: skip
    return submission.content


def asked_to_agree(design: Design, *, fallback: str, language: str) -> list[tuple[Asking, str]]:
    """Return the consents that the form asks for, each with its text in this language; `fallback` where it has none."""
    return [(one, filled(one.text).said_in(language) or fallback) for one in design.consents]


def waits_for_answer(design: Design) -> bool:
    """Return whether whoever sends the form expects somebody to answer."""
    return design.makes is Makes.INQUIRY
