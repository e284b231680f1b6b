"""The only way to get a form or a piece of content that a member may see or change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.forms.models import Content, Form
from dueto.apps.team.access import NoSuch, require
from dueto.apps.team.rights import Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NoSuchForm(NoSuch):
    """There is no form of that name, or not for this member."""


class NoSuchContent(NoSuch):
    """There is no such content, or not for this member."""


def form_for(member: Member | AnonymousUser, name: str, *, right: Right = Right.SEE) -> Form | None:
    """Return the form of this name with its version; None where only the agreement calls for it. One query."""
    require(member, right)
    return Form.objects.select_related("version").filter(name=name).first()


def designed_form_for(member: Member | AnonymousUser, name: str, *, right: Right = Right.WORK_BASE) -> Form:
    """Return the form of this name that somebody designed. One query."""
    form = form_for(member, name, right=right)
    if form is None:
        raise NoSuchForm(name)
    return form


def content_for(member: Member | AnonymousUser, content_id: int, *, right: Right = Right.SEE) -> Content:
    """Return the piece of content of this number. One query."""
    require(member, right)
    content = Content.objects.filter(pk=content_id).first()
    if content is None:
        raise NoSuchContent(content_id)
    return content
