"""Writing who works here: each with its entry in the journal, in one transaction."""

from dueto.apps.team.actions.absences import UnableToNote, end_absence, note_absence
from dueto.apps.team.actions.joining import (
    UnableToInvite,
    UnableToJoin,
    ask_for_password,
    found,
    invite,
    join,
    withdraw,
)
from dueto.apps.team.actions.members import UnableToChange, change, note_entry, note_security
from dueto.apps.team.actions.tokens import UnableToMake, make_token, note_use, revoke_token

__all__ = [
    "UnableToChange",
    "UnableToInvite",
    "UnableToJoin",
    "UnableToMake",
    "UnableToNote",
    "ask_for_password",
    "change",
    "end_absence",
    "found",
    "invite",
    "join",
    "make_token",
    "note_absence",
    "note_entry",
    "note_security",
    "note_use",
    "revoke_token",
    "withdraw",
]
