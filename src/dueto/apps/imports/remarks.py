"""What is said of a list before anybody looks at its columns: that it is about nobody, and what was guessed boldly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dueto.adapters.readers.header_words import spelled
from dueto.adapters.readers.table import Table
from dueto.apps.imports.choices import ACTIVITIES, COMPANIES, WHO, Choices
from dueto.apps.imports.guessing import values_in
from dueto.apps.imports.known_lists import are_colleagues
from dueto.domain.basics.message import Message, say

ABOUT_NOBODY: Final = say(
    "No column of this list says who somebody is: no name, no e-mail, no phone, no id. There is nobody in it to bring"
    " in; if a column does say it, choose its meaning."
)
OWN_TEAM: Final = say(
    "These look like the users of that program, your own team, so none of its columns is taken. If they are prospects,"
    " choose what the columns mean."
)
ROWS_NUMBERED: Final = say(
    "The list has no ids of its own, and Mautic's visits name people by their row, so the number of the row is kept"
    " with each of them. Nobody is recognised by it. If the visits are of another export, untick it under More."
)
BY_ROW: Final = say(
    "«{column}» holds whole numbers and no addresses: they are taken for the row of each person in the list of people."
    " If that list was of another export, leave the column out."
)
BY_NAME: Final = say(
    "Nobody has an id or an address here, only a name: a row goes to whoever alone bears it in the lists of that"
    " system; where nobody or several bear it, it is refused."
)


def remarks(table: Table, choices: Choices) -> tuple[Message, ...]:
    """Return what has to be said of a list that was guessed to be this."""
    return tuple(_remarks(table, choices))


def _remarks(table: Table, choices: Choices) -> Iterator[Message]:
    mapping = choices.mapping
    meant = {*mapping.columns.values(), *(phone.field for phone in mapping.phones)}
    if not meant:
        words = {spelled(header): header for header in table.headers}
        yield OWN_TEAM if are_colleagues(words, values_in(table.headers, table.sample())) else ABOUT_NOBODY
        return
    if choices.kind != COMPANIES and not meant & WHO:
        yield ABOUT_NOBODY
    if choices.row_is_id:
        yield ROWS_NUMBERED
    for header, name in mapping.columns.items():
        if name == "row_id":
            yield say(BY_ROW.text, column=header)
    if choices.kind == ACTIVITIES and meant & WHO and meant & WHO <= {"full_name", "first_name", "last_name"}:
        yield BY_NAME
