"""Who may tell us something: made, mended, given a new secret, closed; each by an administrator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from dueto.adapters.webhooks.signing import is_secret
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.webhooks.models import Origin
from dueto.apps.webhooks.secrets import secret_of
from dueto.domain.basics.message import say
from dueto.domain.basics.text import slug

TAKES: Final = ("inquiry", "call", "whatsapp", "mail")
NAMELESS: Final = say("Name the system from which it comes.")
KNOWN: Final = say("A system of this name sends here already; name this one differently.")
NO_SECRET: Final = say("A secret begins with whsec_ and goes on in base64. Leave it empty to get one from here.")
NO_HANDLE: Final = say("Say where the e-mail or the phone stands: by it the person is known.")


class UnableToTake(Unable):
    """A door for another system cannot be made or changed so."""


@transaction.atomic
def make_origin(
    *, name: str, takes: str, form: str, mapping: Mapping[str, str], given_secret: str, by: int, at: datetime
) -> tuple[int, str]:
    """Return the id of a new door for another system, and its secret, which is shown this once."""
    code = slug(name, most=40)
    if not code:
        raise UnableToTake(NAMELESS, field="name")
    if given_secret and not is_secret(given_secret):
        raise UnableToTake(NO_SECRET, field="given_secret")
    if Origin.objects.filter(code=code).exists():
        raise UnableToTake(KNOWN, field="name")
    _insist_on_handle(mapping)
    made = Origin.objects.create(
        code=code, name=name.strip()[:80], takes=takes if takes in TAKES else "inquiry", form=form[:100],
        mapping=dict(mapping), given_secret=given_secret, made_by_id=by, made_at=at,
    )  # fmt: skip
    _record(Tag.ORIGIN_MADE, made, by=by, at=at, takes=made.takes)
    return made.pk, given_secret or secret_of(made)


@transaction.atomic
def mend_origin(*, origin_id: int, form: str, mapping: Mapping[str, str], by: int, at: datetime) -> None:
    """Say anew where each value stands; what is not understood yet can be looked at again."""
    one = _locked(origin_id)
    _insist_on_handle(mapping)
    one.form, one.mapping = form[:100], dict(mapping)
    one.save(update_fields=["form", "mapping"])
    _record(Tag.ORIGIN_CHANGED, one, by=by, at=at, fields=sorted(mapping))


@transaction.atomic
def rotate_origin(*, origin_id: int, by: int, at: datetime) -> str:
    """Return a new secret, shown this once; for a day the one before is taken as well."""
    one = _locked(origin_id)
    one.given_secret = ""
    one.generation += 1
    one.rotated_at = at
    one.save(update_fields=["given_secret", "generation", "rotated_at"])
    _record(Tag.ORIGIN_ROTATED, one, by=by, at=at)
    return secret_of(one)


@transaction.atomic
def close_origin(*, origin_id: int, by: int, at: datetime) -> None:
    """Take nothing more from there."""
    one = _locked(origin_id)
    one.closed_at = at
    one.save(update_fields=["closed_at"])
    _record(Tag.ORIGIN_CLOSED, one, by=by, at=at)


def _locked(origin_id: int) -> Origin:
    one = Origin.objects.select_for_update().filter(pk=origin_id, closed_at=None).first()
    if one is None:
        raise NoSuch("origin")
    return one


def _insist_on_handle(mapping: Mapping[str, str]) -> None:
    if not {"email", "phone", "mobile", "sender"} & mapping.keys():
        raise UnableToTake(NO_HANDLE, field="mapping")


def _record(tag: Tag, one: Origin, *, by: int, at: datetime, **details: object) -> None:
    record(tag, subject="origin", subject_id=one.pk, by=by, at=at, details=details)
