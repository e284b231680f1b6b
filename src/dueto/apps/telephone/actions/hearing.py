"""What somebody said on the telephone, taken down: answers as facts, and a wish not to be called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dueto.apps.base.actions import UnableToTell, tell
from dueto.apps.telephone.models import CallTask
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import Field
from dueto.domain.telephone.words import Result

TOLD = frozenset({Result.TALKED, Result.ASSISTANT, Result.LATER})
"""Results with which somebody can have answered a question."""
SOURCE = "call"
"""What gave a datum that was learnt on the telephone."""


class UnableToCall(Exception):
    """Why what was typed about a call is not taken; nothing is written then. `errors` are by question."""

    def __init__(self, says: Message, errors: Mapping[str, Message] | None = None) -> None:
        super().__init__(str(says))
        self.says, self.errors = says, dict(errors or {})


def heard(
    task: CallTask, result: Result, answers: Mapping[str, str], *, fields: Mapping[str, Field], by: int, at: datetime
) -> set[str]:
    """Return the names of the data that were learnt; a wrong number is withdrawn. Call it inside a transaction."""
    given = {name: text for name, text in answers.items() if text.strip()}
    if given and result not in TOLD:
        raise UnableToCall(say("there are answers, yet nobody was reached; choose how the call went"))
    errors: dict[str, Message] = {}
    for name, text in given.items():
        try:
            tell(person_id=task.person_id, field=fields[name], value=text, by=by, at=at, source=SOURCE)
        except UnableToTell as unable:
            errors[name] = unable.says
        except KeyError:
            errors[name] = say("there is no such datum in the agreement")
    if errors:
        raise UnableToCall(say("one answer could not be taken; nothing was saved yet"), errors)
    if result is Result.WRONG_NUMBER and "phone" in fields:
        tell(person_id=task.person_id, field=fields["phone"], value="", by=by, at=at, source=SOURCE)
    return set(given)
