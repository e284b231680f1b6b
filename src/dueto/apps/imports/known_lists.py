"""Lists that are known by what stands in them: whom a campaign went to, whose visits Mautic noted, one's own team.

What is guessed here is shown with its reason before anything is tried out, and each of it can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dueto.adapters.readers.header_words import meaning_of
from dueto.apps.imports.words import is_of_campaigns

CAMPAIGNS: Final = ("campaign name", "campaign", "campaign id", "nombre de la campana", "campana")
STATUSES: Final = ("member status", "campaign member status", "lead status", "status", "estado", "event type")
NAMING: Final = frozenset({"full_name", "first_name", "last_name", "email"})
BEFORE_NAMES: Final = ("lead ", "contact ", "person ")
NUMBERED: Final = ("ip address", "ip address id")
OWN_TEAM: Final = ("user id", "id usuario", "id de usuario")
Values = Mapping[str, Sequence[str]]
"""What stands in the first rows, by column."""


def of_a_campaign(words: Mapping[str, str], values: Values) -> dict[str, str]:
    """Return the columns of a list of whom a campaign went to and what became of each; none if it is no such list.

    Nobody becomes known by it. Whoever has no id in it is found by the name, where one alone bears it.
    """
    campaign = next((words[word] for word in CAMPAIGNS if word in words), None)
    status = next((words[word] for word in STATUSES if word in words), None)
    told = [text for text in values.get(status or "", ()) if text]
    if campaign is None or status is None or not told or not all(map(is_of_campaigns, told)):
        return {}
    return {header: meant for header in words.values() if (meant := _naming(header)) in NAMING} | {
        campaign: "act_item", status: "act_kind",
    }  # fmt: skip


def numbering_rows(words: Mapping[str, str], values: Values) -> dict[str, str]:
    """Return the column in which visits name people by their row in the list of people; none if there is none.

    Mautic writes the number of the visitor's address there, and numbers the addresses as the rows of its people. It is
    never taken for an id of Mautic's: it finds only whom a list of people was brought in with its rows numbered, and
    nobody where two such lists disagree.
    """
    header = next((words[word] for word in NUMBERED if word in words), None)
    told = [text for text in values.get(header or "", ()) if text]
    is_numbered = bool(told) and all(text.isascii() and text.isdigit() for text in told)
    return {header: "row_id"} if header is not None and is_numbered else {}


def are_colleagues(words: Mapping[str, str], values: Values) -> bool:
    """Return whether the rows are the users of a program: ids of users, and all their addresses at one house."""
    mail = next((header for header in words.values() if meaning_of(header) == "email"), None)
    houses = [text.rpartition("@")[2].lower() for text in values.get(mail or "", ()) if "@" in text]
    return any(word in words for word in OWN_TEAM) and len(houses) > 1 and len(set(houses)) == 1


def _naming(header: str) -> str:
    begin = next((len(one) for one in BEFORE_NAMES if header.lower().startswith(one)), 0)
    return meaning_of(header) or meaning_of(header[begin:]) or ""
