"""What the list of prospects shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.queries.companies import company_names
from dueto.apps.base.queries.known import told_of
from dueto.apps.imports.queries import list_names
from dueto.apps.leads.addressed import filters_in, parts, unknown_in
from dueto.apps.leads.queries.filters import NEAREST, NEWEST, RECENT, Filters
from dueto.apps.leads.queries.found import WINDOW
from dueto.apps.leads.queries.options import Counted, freed, how_many
from dueto.apps.leads.queries.prospects import MOST_COUNTED, Prospect, Prospects, counts, prospects
from dueto.apps.leads.queries.views import views_for
from dueto.apps.leads.traits import askable
from dueto.apps.team.queries import names as member_names
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field
from dueto.domain.qualification.deeds import deed
from dueto.web.channels import origin_words
from dueto.web.people.words import KINDS, lacking, verdict_word
from dueto.web.prospects.columns import COLUMNS, cells, columns_in, labels_of
from dueto.web.prospects.conditions import LIST, Wording, address, sentence

if TYPE_CHECKING:
    from dueto.web.reader import Request

ORDER_WORDS = {
    RECENT: say("whoever acted last first"),
    NEAREST: say("the nearest first"),
    NEWEST: say("whoever came last first"),
}
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address asks of the list, read against the agreement in force."""

    version: InForce | None
    names: list[str]
    filters: Filters
    columns: tuple[str, ...]
    wording: Wording

    def address(self, filters: Filters | None = None, *, after: str = "", at: str = LIST) -> str:
        """Return the address of a list with these columns and the same or other conditions."""
        return address(
            filters or self.filters, definitions=self.names, after=after, columns=",".join(self.columns), at=at
        )

    def parts(self) -> list[tuple[str, str]]:
        """Return what the address says, name by name."""
        return list(parts(self.filters, definitions=self.names, columns=",".join(self.columns)))

    def says(self, filters: Filters, name: str) -> Message:
        """Return one of some conditions in words."""
        return sentence(filters, name, wording=self.wording)


def shown(request: Request) -> Shown:
    """Return what the address of a request asks. At most four queries."""
    version = in_force(request.now)
    names = [definition.name for definition in version.agreement.definitions] if version else []
    asks = askable(version) if version else {}
    filters = filters_in(request.GET, definitions=names, askable=asks)
    wording = Wording(
        voice=request.voice,
        fields=version.agreement.fields if version else STANDARD_FIELDS,
        askable=asks,
        companies=company_names([filters.company]),
        members=member_names({filters.owner}) if filters.owner else {},
        lists=list_names({filters.brought_by}) if filters.brought_by else {},
    )
    return Shown(version, names, filters, columns_in(request.GET.getlist("cols"), fields=wording.fields), wording)


def page(request: Request) -> dict[str, Any]:
    """Return the context of the list for the conditions that an address names."""
    asked, at = shown(request), request.GET.get("after", "")[:80]
    filters = asked.filters
    found = prospects(filters, as_of=request.now, after=at)
    told = _told(found, asked.columns)
    return {
        "filters": filters,
        "definitions": [
            {"label": name, "url": asked.address(Filters(name)), "is_current": name == filters.definition}
            for name in asked.names
        ] if len(asked.names) > 1 else [],
        "views": _views(request, asked),
        "tabs": _tabs(asked),
        "chips": [
            {"label": asked.says(filters, name), "remove_url": asked.address(filters.without(name))}
            for name in filters.named()
            if name != "kind"
        ],
        "unknown": unknown_in(request.GET, askable=asked.wording.askable),
        "conditions_url": asked.address(at="/prospects/conditions/"),
        "kept": [(name, value) for name, value in asked.parts() if name != "q"],
        "here": [(name, value) for name, value in asked.parts()],
        "orders": [
            {"name": name, "label": words, "is_current": name == filters.sorted_by}
            for name, words in ORDER_WORDS.items()
            if name != NEAREST or filters.kind
        ],
        "columns": [
            {"name": name, "label": words, "is_chosen": name in asked.columns}
            for name, words in labels_of(asked.wording.fields).items()
        ],
        "keep": [(name, value) for name, value in asked.parts() if name not in ("sort", "cols")],
        "query": urlencode([pair for pair in asked.parts() if pair[0] != "q"]),
        "rows": [
            row(one, asked=asked, picks=may(request.user, Right.WORK_BASE), told=told.get(one.person_id, {}))
            for one in found.rows
        ],
        "older_url": found.next and asked.address(after=found.next),
        "newest_url": asked.address() if at else "",
        "looked_at_all": found.looked_at_all,
        "window": WINDOW,
        "is_first": not at,
        "ways_out": [] if found.rows else _ways_out(request, asked),
        "may_work": may(request.user, Right.WORK_BASE),
        "has_agreement": asked.version is not None,
        "total_url": asked.address(at="/prospects/total/") if filters.narrows or filters.words else "",
    }  # fmt: skip


def _told(found: Prospects, columns: tuple[str, ...]) -> dict[int, dict[str, str]]:
    """Return what the data of the agreement that are shown say of these people. One query or none."""
    fields = [name for name in columns if name not in COLUMNS]
    return told_of([one.person_id for one in found.rows], fields) if fields else {}


def row(one: Prospect, *, asked: Shown, picks: bool, told: Mapping[str, str] = NOTHING) -> dict[str, Any]:
    """Return one person as the component `row` takes them; `told` are the data of theirs that are shown."""
    fields: Mapping[str, Field] = asked.wording.fields
    return {
        "pick": one.person_id if picks else None,
        "href": f"/people/{one.person_id}/",
        "name": one.name,
        "role": one.role,
        "company": one.company,
        "company_href": f"/companies/{one.company_id}/" if one.company_id else "",
        "kind": one.kind,
        "word": verdict_word(one.kind, missing=one.missing, fields=fields),
        "missing": lacking(one.kind, missing=one.missing, behaviour_short=one.behaviour_short, fields=fields),
        "act": deed(one.last_act) if one.last_act else None,
        "origin": origin_words(one.origin),
        "at": one.last_act_at,
        "more": cells(one, asked.columns, fields=fields, told=told, voice=asked.wording.voice),
        "with_colleague": say("a colleague is with {executive}", executive=one.with_executive)
        if one.with_executive
        else None,
    }


def _views(request: Request, asked: Shown) -> list[dict[str, Any]]:
    chosen = request.GET.get("view", "")
    return [
        {
            "label": view.name, "url": f"/prospects/?{view.conditions or 'all=1'}&view={view.id}",
            "is_current": chosen == str(view.id), "view": view,
        }
        for view in views_for(request.user.pk)
    ]  # fmt: skip


def _tabs(asked: Shown) -> list[dict[str, Any]]:
    """Return the verdicts to choose from; how many stand at each is told of the whole base only."""
    filters = asked.filters
    counted = counts(filters.definition) if set(filters.named()) <= {"kind"} else {}
    everybody = {
        "label": say("Everybody"), "url": asked.address(replace(filters, kind="")),
        "is_current": not filters.kind, "count": None,
    }  # fmt: skip
    return [
        everybody,
        *(
            {
                "label": words, "url": asked.address(replace(filters, kind=kind)),
                "is_current": filters.kind == kind, "count": bounded(counted[kind]) if counted else None,
            }
            for kind, words in KINDS.items()
        ),
    ]  # fmt: skip


def bounded(count: int, *, is_least: bool = False) -> int | Message:
    """Return a count as it is said: beyond the most that is counted, or where more may be, with a plus."""
    if count > MOST_COUNTED or is_least:
        return say("{n}+", n=min(count, MOST_COUNTED))
    return count


def _ways_out(request: Request, asked: Shown) -> list[dict[str, Any]]:
    """Return what the list would show without each condition, the last one first; ways that lead nowhere are left out.

    Where each of them leads nowhere, the way out is to take all away.
    """
    filters = asked.filters
    left = freed(filters, as_of=request.now)
    ways = [
        {
            "label": say(
                "Without «{condition}»: {people}", condition=asked.says(filters, name), people=_people(left[name])
            ),
            "url": asked.address(filters.without(name)),
        }
        for name in reversed(list(left))
        if left[name].people
    ]
    everybody = {"label": say("Take all conditions away"), "url": asked.address(Filters(filters.definition))}
    return ways or ([everybody] if left else [])


def total(request: Request) -> Message:
    """Return how many people the list that an address names holds, in words."""
    return _people(how_many(shown(request).filters, as_of=request.now))


def _people(count: Counted) -> Message:
    if count.is_least:
        return say("{n} people or more", n=count.people)
    return say_many("{n} person", "{n} people", count.people)
