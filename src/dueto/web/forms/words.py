"""What lists and pages call the state and the purpose of a form."""

from __future__ import annotations

from types import MappingProxyType

from dueto.apps.forms.design import Makes
from dueto.apps.forms.queries.published import Listed
from dueto.domain.basics.message import Message, say

MAKES = MappingProxyType(
    {
        Makes.INQUIRY: say("an inquiry that somebody answers"),
        Makes.DOWNLOAD: say("only a download"),
        Makes.NEWSLETTER: say("only the newsletter"),
    }
)


def state(form: Listed) -> Message:
    """Return where a form stands, in a few words."""
    if form.archived_at is not None:
        return say("archived")
    if not form.is_designed:
        return say("from the agreement")
    if not form.number:
        return say("draft")
    if form.is_changed:
        return say("version {number}, changed since", number=form.number)
    return say("version {number}", number=form.number)
