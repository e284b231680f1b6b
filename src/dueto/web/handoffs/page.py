"""Everything about one hand-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.handoff.access import handoff_for
from dueto.web.guard import members, read_only
from dueto.web.handoffs.shown import shown

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request


@read_only
@members
def page(request: Request, handoff_id: int) -> HttpResponse:
    """Return the page of one hand-off."""
    return shown(request, handoff_for(request.user, handoff_id), on_desk=False)
