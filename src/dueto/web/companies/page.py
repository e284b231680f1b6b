"""What the list of companies and the page of one show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.queries.companies import acts_of_people, employees, firm, origin_of_company
from dueto.apps.base.queries.known import told_of
from dueto.apps.base.queries.records import fields_of_records, record_of
from dueto.apps.handoff.queries.choices import executives
from dueto.apps.leads.queries.company import CompanyLead, leads_of_company
from dueto.apps.leads.queries.filters import Filters
from dueto.apps.leads.queries.prospects import rows_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field
from dueto.domain.lifecycle.stages import ENDS, End
from dueto.web.channels import origin_words
from dueto.web.companies.bought import TypedTerms, context_of
from dueto.web.handoffs.words import STAGES
from dueto.web.people.known import rows_of as rows_of_record
from dueto.web.people.on_record import proposals
from dueto.web.people.timeline import by_days, shown_acts
from dueto.web.people.words import country_name
from dueto.web.prospects.conditions import Wording
from dueto.web.prospects.page import Shown, row

if TYPE_CHECKING:
    from dueto.web.reader import Request

ACTS = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed for the record, with why it was not taken."""

    field: str = ""
    value: str = ""
    error: Message | None = None


def context(
    request: Request, company_id: int, *, typed: Typed | None = None, terms: TypedTerms | None = None
) -> dict[str, Any]:
    """Return the context of the page of one company. A fixed number of queries, whatever its size."""
    known = firm(company_id)
    assert known is not None
    people = employees(company_id)
    ids = tuple(one.id for one in people)
    asked = _asked(request)
    acts = acts_of_people(ids, limit=ACTS)
    names = {one.id: one.name for one in people}
    leads = leads_of_company(company_id)
    fields = fields_of_records(asked.wording.fields.values())
    record = record_of(company_id)
    return {
        "firm": known,
        "country": country_name(known.country, voice=request.voice) if known.country else "",
        "origin": origin_words(origin_of_company(company_id)),
        "rows": [
            row(one, asked=asked, picks=False) | {"company": ""} for one in rows_of(ids, asked.filters.definition)
        ],
        "more_people": max(0, known.people - len(ids)),
        "people_url": f"/prospects/?company={company_id}",
        "days": _days(request, acts, names),
        "open_leads": [_lead(one) for one in leads if one.is_open],
        "ended_leads": [_lead(one) for one in leads if not one.is_open],
        "customer_since": min((one.ended_at or one.crossed_at for one in leads if one.is_won), default=None),
        "record": rows_of_record(record, fields=fields, voice=request.voice),
        "of_people": _of_people(names, fields, but={one.field for one in record if one.value.written}),
        "record_fields": [(name, field.label) for name, field in fields.items()],
        "typed": typed or Typed(),
        "may_tell": may(request.user, Right.WORK_BASE),
        "owners": owners() if may(request.user, Right.MANAGE) else [],
        **context_of(request, company_id, country=known.country, typed=terms),
    }


def _of_people(names: Mapping[int, str], fields: Mapping[str, Field], *, but: Collection[str]) -> list[dict[str, Any]]:
    """Return what its people say of the company where its record says nothing: each value with whose it is."""
    open_fields = [name for name, field in fields.items() if field.of_company and name not in but]
    told = told_of(list(names), open_fields)
    return [
        {"name": name, "label": fields[name].label, "offers": offers}
        for name in open_fields
        if (offers := proposals([(pk, text) for pk, own in told.items() if (text := own.get(name))], names))
    ]


def owners() -> list[tuple[int, str]]:
    """Return who can look after a company: the executives."""
    return executives(but=None)


def _asked(request: Request) -> Shown:
    version = in_force(request.now)
    names = [one.name for one in version.agreement.definitions] if version else []
    fields = version.agreement.fields if version else STANDARD_FIELDS
    wording = Wording(request.voice, fields, {}, {}, {}, {})
    return Shown(version, names, Filters(names[0] if names else ""), (), wording)


def _days(request: Request, acts: list[tuple[int, Any]], names: dict[int, str]) -> list[dict[str, Any]]:
    """Return the acts of all by days, each with who did it."""
    shown = shown_acts([done for _, done in acts], known=None)
    for (person, _), act in zip(acts, shown, strict=True):
        act["href"] = f"/people/{person}/"
        act["label"] = say("{name}: {deed}", name=names.get(person) or say("somebody"), deed=act["label"])
    return by_days(shown, zone=request.zone)


def _lead(one: CompanyLead) -> dict[str, Any]:
    return {
        "lead": one,
        "says": ENDS[End(one.end)] if one.end else STAGES.get(one.stage, one.stage),
        "amount": say("{amount} {currency}", amount=one.amount, currency=one.currency) if one.amount else None,
    }
