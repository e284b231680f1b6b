"""Keeping lists: a saved view belongs to whoever saved it; shared, everybody opens it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dueto.apps.leads.models import FirstView, SavedView
from dueto.domain.basics.message import Message, say

MOST = 50


class UnableToSave(Exception):
    """Why a view is not kept; nothing is written then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


def save_view(*, name: str, conditions: str, is_shared: bool, by: int, at: datetime) -> SavedView:
    """Return the view kept under this name; `conditions` are those of an address, without words searched for."""
    name = _checked(name)
    if SavedView.objects.filter(owner=by).count() >= MOST:
        raise UnableToSave(say("{n} views are kept already; remove one first", n=MOST))
    try:
        with transaction.atomic():
            return SavedView.objects.create(
                owner_id=by, name=name, conditions=conditions[:1500], is_shared=is_shared, created_at=at
            )
    except IntegrityError:
        raise UnableToSave(say("a view of this name is kept already")) from None


def change_view(view: SavedView, *, name: str, is_shared: bool) -> None:
    """Give a view another name; share it or keep it to oneself."""
    view.name, view.is_shared = _checked(name), is_shared
    try:
        with transaction.atomic():
            view.save(update_fields=["name", "is_shared"])
            if not is_shared:
                FirstView.objects.filter(view=view).exclude(member=view.owner_id).delete()
    except IntegrityError:
        raise UnableToSave(say("a view of this name is kept already")) from None


def remove_view(view: SavedView) -> None:
    """Keep a view no longer."""
    view.delete()


def open_first(view: SavedView, *, member_id: int) -> None:
    """Let the list of a member open with this view; once more: with everybody again."""
    chosen = FirstView.objects.filter(member=member_id).first()
    if chosen is not None and chosen.view_id == view.pk:
        chosen.delete()
    else:
        FirstView.objects.update_or_create(member_id=member_id, defaults={"view": view})


def _checked(name: str) -> str:
    name = " ".join("".join(sign for sign in name if sign.isprintable()).split())[:60]
    if not name:
        raise UnableToSave(say("a view needs a name"))
    return name
