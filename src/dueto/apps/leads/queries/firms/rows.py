"""Companies as their list shows them: who is there, what they have bought, and who of sales has one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dueto.apps.base.queries.companies import Firm, firms
from dueto.apps.leads.queries.firms.filters import running, with_sales

NEVER = date.max


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One company. `customer_since` is when its first contract that runs began, `renews_on` the next renewal."""

    firm: Firm
    customer_since: date | None
    products: tuple[str, ...]
    renews_on: date | None
    executives: tuple[str, ...]


def rows_of(company_ids: Sequence[int], *, today: date) -> list[FirmRow]:
    """Return these companies as rows, in their order. Four queries."""
    known = firms(company_ids)
    bought = defaultdict(list)
    for row in running(today).filter(company_id__in=company_ids).order_by("starts_on", "pk"):
        bought[row.company_id].append(row)
    for row in running(today).filter(company__merged_into__in=company_ids).select_related("company").order_by("pk"):
        bought[row.company.merged_into_id].append(row)
    hands = defaultdict(list)
    leads = with_sales().filter(company_id__in=company_ids).order_by("id")
    for company, name in leads.values_list("company_id", "handoff__executive__name"):
        hands[company].append(name)
    return [
        FirmRow(
            firm=known[pk],
            customer_since=min((one.starts_on for one in bought[pk]), default=None),
            products=tuple(dict.fromkeys(one.product for one in bought[pk])),
            renews_on=min((one.renews_on for one in bought[pk] if one.renews_on), default=None),
            executives=tuple(dict.fromkeys(hands[pk])),
        )
        for pk in company_ids
        if pk in known
    ]
