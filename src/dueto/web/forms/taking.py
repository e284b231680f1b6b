"""Taking a form: who may send it, whether a human can have filled it in, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import structlog
from django.db import OperationalError

from dueto.apps.forms.actions import send
from dueto.apps.forms.design import HANDLES
from dueto.domain.basics.message import Message, say
from dueto.web.forms import floods, known, sites
from dueto.web.forms.found import Found, consents
from dueto.web.forms.tokens import Age, Opened, opened, widened
from dueto.web.people.typed import text_in

if TYPE_CHECKING:
    from dueto.web.reader import Request

LOG = structlog.get_logger(__name__)
HONEY: Final = "homepage"
"""A field that nobody sees: who fills it in is a machine."""
HIDDEN: Final = {"dueto_visitor": 64, "dueto_first_page": 1000, "dueto_referrer": 1000}
TOO_SOON = say("That was faster than anybody types. Look it over and send it once more.")
TOO_LATE = say("The form stood open for long. Everything is still here: send it once more.")
ELSEWHERE = say("Please confirm what was written, and send it once more.")
FLOOD = say("Too many forms came from this network within a minute. Everything is still here: send it in a minute.")
BUSY = say("It could not be saved just now. Everything is still here: send it in a moment.")
NO_CONSENT = say("without this nobody may answer")


@dataclass(frozen=True, slots=True)
class Back:
    """What comes back with a form that was not taken, or what a fresh one begins with.

    `asked` are the fields that it asked (None: all); `knows`: some are spared because the browser is recognised.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Message] = field(default_factory=dict)
    says: Message | None = None
    token: str = ""
    asked: tuple[str, ...] | None = None
    knows: bool = False
    status: int = 200


@dataclass(frozen=True, slots=True)
class Came:
    """A form that was taken; a machine's is only thanked for."""

    submission_id: int | None = None
    identity_id: int | None = None
    visitor: str = ""


def agreed_name(purpose: str) -> str:
    """Return how the box of a consent is called; that of being answered as it always was."""
    return "consent_given" if purpose == "contact" else f"consent_{purpose}"


def take(request: Request, form: Found) -> Came | Back:
    """Return what became of a form that was posted: taken, or back with everything that was typed."""
    token = request.POST.get("token", "")
    opening = opened(token, form=form.name)
    back = Back(_typed(request, form), asked=opening.asked if opening else None, status=422)
    if floods.is_flood(request, at=request.now):
        return replace(back, says=FLOOD, token=token if opening else "", status=429)
    if request.POST.get(HONEY):
        LOG.info("form of a machine", form=form.name)
        return Came()
    if opening is None or not (sites.is_of_company(request) if opening.is_of_site else sites.is_ours(request)):
        return replace(back, says=ELSEWHERE)
    match opening.age(request.now):
        case Age.TOO_SOON:
            return replace(back, says=TOO_SOON, token=token)
        case Age.TOO_LATE:
            return replace(back, says=TOO_LATE)
        case _:
            return _written(request, form, replace(back, token=token), opening)


def _written(request: Request, form: Found, back: Back, opening: Opened) -> Came | Back:
    words = consents(request, form)
    refused = {
        agreed_name(one.purpose): NO_CONSENT
        for one, _ in words
        if one.is_required and not back.values[agreed_name(one.purpose)]
    }
    if refused:
        return replace(back, errors=refused)
    if not floods.is_first_sending(opening.number):
        return Came(submission_id=floods.sent_as(opening.number))
    visitor = back.values["dueto_visitor"]
    who = known.who_is(request, visitor=visitor) if form.design.is_progressive else None
    agreed = {one.purpose: text for one, text in words if back.values[agreed_name(one.purpose)]}
    try:
        sent = send(
            agreement=form.agreement, name=form.name, design=form.design, version_id=form.version_id,
            values={name: value for name, value in back.values.items() if name in form.agreement.fields},
            asked=back.asked, agreed=agreed, language=request.voice.language, at=request.now,
            known_as=who.identity_id if who else None, visitor=visitor, first_page=back.values["dueto_first_page"],
            referrer=back.values["dueto_referrer"],
        )  # fmt: skip
    except OperationalError:
        floods.may_send_again(opening.number)
        LOG.exception("form not saved", form=form.name)
        return replace(back, says=BUSY, status=503)
    except Exception:
        floods.may_send_again(opening.number)
        raise
    if sent.submission_id is None:
        floods.may_send_again(opening.number)
        return _asking_for(form, sent.refusals or {}, back, opening)
    floods.was_sent(opening.number, sent.submission_id)
    return Came(sent.submission_id, sent.identity_id, visitor)


def _asking_for(form: Found, refusals: Mapping[str, Message], back: Back, opening: Opened) -> Back:
    """Return the form back; a field that lacks and was not asked this time is asked now."""
    handle = next((name for name in HANDLES if name in form.design.fields), "email")
    errors = {name if name in form.design.fields else handle: says for name, says in refusals.items()}
    if back.asked is not None and (unasked := [name for name in errors if name not in back.asked]):
        asked = (*back.asked, *unasked)
        return replace(back, errors=errors, asked=asked, token=widened(opening, asked=asked))
    return replace(back, errors=errors)


def _typed(request: Request, form: Found) -> dict[str, str]:
    """Return what was typed into the fields of this form, and what the script knows of the visitor, if it may."""
    values = {name: text_in(request.POST, name) for name in form.design.fields if name in request.POST}
    may_follow = not known.refuses(request)
    values |= {name: text_in(request.POST, name, most=most) if may_follow else "" for name, most in HIDDEN.items()}
    names = [agreed_name(one.purpose) for one in form.design.consents]
    return values | {name: "1" if request.POST.get(name) else "" for name in names}
