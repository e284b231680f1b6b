"""The conditions of the list of companies as sentences read them, and the addresses at which they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.leads.firms_addressed import filters_in, parts
from dueto.apps.leads.queries.firms.filters import COUNTRY, DOMAIN, HAS, LACKS, PEOPLE, FirmFilters
from dueto.apps.leads.traits import FITS, PERSONA, Askable, askable
from dueto.apps.leads.traits import LACKS as LACKS_TRAIT
from dueto.apps.team.queries import names as member_names
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.people.words import country_name
from dueto.web.prospects.conditions import Wording, trait_sentence

if TYPE_CHECKING:
    from dueto.web.reader import Request

LIST: Final = "/companies/"
LACKING: Final[Mapping[str, Message]] = {
    COUNTRY: say("without a country"), DOMAIN: say("without a website"), PEOPLE: say("with nobody in the base"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the list of companies, read against the agreement in force."""

    filters: FirmFilters
    wording: Wording
    unknown: int

    def address(self, filters: FirmFilters | None = None, *, after: str = "", at: str = LIST) -> str:
        """Return the address of a list with the same or other conditions."""
        said = [*parts(filters or self.filters), *([("after", after)] if after else [])]
        return f"{at}?{urlencode(said)}" if said else f"{at}?all=1"

    def parts(self) -> list[tuple[str, str]]:
        """Return what the address says, name by name."""
        return list(parts(self.filters))

    def says(self, name: str) -> Message:
        """Return one condition in words."""
        return sentence(self.filters, name, wording=self.wording)


def asked_in(request: Request) -> Asked:
    """Return what the address of a request asks. At most two queries."""
    version = in_force(request.now)
    asks = askable_of_companies(version) if version else {}
    filters = filters_in(request.GET, askable=asks)
    wording = Wording(
        voice=request.voice,
        fields=version.agreement.fields if version else STANDARD_FIELDS,
        askable=asks,
        companies={},
        members=member_names({filters.owner}) if filters.owner else {},
        lists={},
    )
    return Asked(filters, wording, sum(key not in asks for key in request.GET.getlist("has")))


def askable_of_companies(version: InForce) -> dict[str, Askable]:
    """Return what the agreement asks that concerns a company: what is known of all of its people, and personas."""
    fields = version.agreement.fields
    theirs = {name for name, field in fields.items() if field.of_company}
    return {key: one for key, one in askable(version).items() if _concerns(one, theirs)}


def sentence(filters: FirmFilters, name: str, *, wording: Wording) -> Message:
    """Return one condition in words: from Peru; with a contract that runs."""
    if name.startswith(HAS):
        return of_somebody(wording.askable[name.removeprefix(HAS)], wording=wording)
    if name.startswith(LACKS):
        return LACKING[name.removeprefix(LACKS)]
    match name:
        case "country":
            return say("from {country}", country=country_name(filters.country, voice=wording.voice))
        case "is_customer":
            return say("with a contract that runs")
        case "is_with_sales":
            return say("with sales now")
        case "silent":
            return silence(filters.silent)
        case "owner":
            return say("in the care of {name}", name=wording.members.get(filters.owner, "—"))
        case "is_unowned":
            return say("in nobody's care")
        case _:
            return say("called «{words}»", words=filters.words)


def of_somebody(one: Askable, *, wording: Wording) -> Message:
    """Return what is true of somebody there, as it is asked of the company."""
    says = trait_sentence(one, wording=wording)
    return say("with somebody {persona}", persona=says) if one.kind == PERSONA else says


def silence(days: int) -> Message:
    """Return that nobody of a company did anything for so long."""
    return say("nobody active for {n} days", n=days)


def _concerns(one: Askable, theirs: set[str]) -> bool:
    if one.kind == FITS and one.condition is not None:
        return all(atom.field in theirs for atom in atoms_of(one.condition))
    return one.kind == PERSONA or (one.kind == LACKS_TRAIT and one.name in theirs)
