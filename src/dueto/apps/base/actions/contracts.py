"""What companies have bought: noted and changed, with what its people have of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from dueto.apps.base.actions.companies import Said, write_records
from dueto.apps.base.models import Company, Contract
from dueto.apps.base.queries.records import held_by
from dueto.apps.base.queries.together import together_firms
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say

NEVER: Final = date(9999, 12, 31)
FIRST: Final = date(1970, 1, 1)
LAST: Final = date(2100, 12, 31)
LARGEST: Final = Decimal(10) ** 11
RENEWAL: Final = "renewal"


class UnableToNoteContract(Exception):
    """Why a contract is not noted so, field by field; nothing is written then."""

    def __init__(self, says: dict[str, Message]) -> None:
        super().__init__("; ".join(str(one) for one in says.values()))
        self.says = says


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed: the product, for how much a term, from when, renewed on which day, ended on which."""

    product: str
    starts_on: date
    amount: Decimal | None = None
    currency: str = ""
    renews_on: date | None = None
    ends_on: date | None = None

    @property
    def next_on(self) -> date:
        """What comes next: the renewal or the end, whichever is first."""
        return min(self.renews_on or NEVER, self.ends_on or NEVER)


@transaction.atomic
def keep_contract(
    terms: Terms, *, company_id: int, by: int | None, at: datetime, contract_id: int | None = None
) -> Contract:
    """Return the contract noted, or changed; the company's people know by it when the next renewal is.

    Raises `UnableToNoteContract`.
    """
    if wrong := dict(_wrong(terms)):
        raise UnableToNoteContract(wrong)
    Company.objects.select_for_update().get(pk=company_id)
    values = {**asdict(terms), "product": terms.product.strip(), "next_on": terms.next_on, "changed_at": at}
    if contract_id is None:
        kept = Contract.objects.create(company_id=company_id, noted_by_id=by, noted_at=at, **values)
        tag = Tag.CONTRACT_NOTED
    else:
        kept = Contract.objects.select_for_update().get(pk=contract_id)
        for name, value in values.items():
            setattr(kept, name, value)
        kept.save()
        tag = Tag.CONTRACT_CHANGED
    _hand_down_renewal(company_id, at=at)
    record(tag, subject="company", subject_id=company_id, by=by, at=at, details={"product": kept.product})
    return kept


def _hand_down_renewal(company_id: int, *, at: datetime) -> None:
    """Let the record of a company say when its next renewal is, or that none is known any more."""
    running = Contract.objects.filter(company__in=together_firms([company_id]), ends_on=None).exclude(renews_on=None)
    days = sorted(day for day in running.values_list("renews_on", flat=True) if day is not None)
    day = next((day for day in days if day >= at.date()), days[-1] if days else None)
    told = day.isoformat() if day else None
    fact = held_by([company_id], [RENEWAL]).get((company_id, RENEWAL))
    if told != (fact.value if fact else None):
        write_records([Said(company_id, RENEWAL, told, told or "", at)], source="contract", at=at)


def _wrong(terms: Terms) -> Iterator[tuple[str, Message]]:
    if not terms.product.strip() or len(terms.product) > 200:
        yield "product", say("say what they bought, in up to 200 signs")
    for name in ("starts_on", "renews_on", "ends_on"):
        day = getattr(terms, name)
        if day is not None and not FIRST <= day <= LAST:
            yield name, say("a day of this century, please")
    if terms.renews_on is not None and terms.renews_on <= terms.starts_on:
        yield "renews_on", say("it is renewed after it has begun")
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        yield "ends_on", say("it ends after it has begun")
    if terms.amount is not None and not (terms.amount.is_finite() and 0 <= terms.amount < LARGEST):
        yield "amount", say("an amount is a number that is not negative")
    if terms.amount is not None and not (len(terms.currency) == 3 and terms.currency.isascii() and
                                         terms.currency.isupper()):  # fmt: skip
        yield "currency", say("a currency is three capital letters, like USD")
