"""The only way to get an import that a member may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.imports.models import Import
from dueto.apps.team.access import NoSuch, require
from dueto.apps.team.rights import Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NoSuchImport(NoSuch):
    """There is no import of that number, or not for this member."""


def import_for(member: Member | AnonymousUser, import_id: int, *, right: Right = Right.WORK_BASE) -> Import:
    """Return the import with its upload and whoever began it, if this member has `right`. One query."""
    require(member, right)
    row = Import.objects.select_related("upload", "by").filter(pk=import_id).first()
    if row is None:
        raise NoSuchImport(import_id)
    return row
