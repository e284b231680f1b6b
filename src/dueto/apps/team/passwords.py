"""Whether a password will do, and if not, why, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from dueto.domain.basics.message import Message, say

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

SHORT: Final = say("The password needs ten letters or more; three words in a row are easy to keep.")
COMMON: Final = say("This password is on the list that everybody tries first. Choose another.")
SIMILAR: Final = say("This password is too much like the name or the e-mail. Choose another.")
WHY: Final = {"password_too_short": SHORT, "password_too_common": COMMON, "password_too_similar": SIMILAR}


def problem_of(password: str, *, member: Member) -> Message | None:
    """Return what is wrong with a password, None if it will do."""
    try:
        validate_password(password, member)
    except ValidationError as error:
        return WHY.get(error.error_list[0].code or "", SHORT)
    return None
