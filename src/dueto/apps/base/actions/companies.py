"""Who looks after a company."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dueto.apps.base.models import Company
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag


@transaction.atomic
def give_companies(*, company_ids: Iterable[int], owner: int | None, by: int, at: datetime) -> list[int]:
    """Return the companies that this member looks after from now on, or nobody; those that were theirs are left."""
    rows = Company.objects.select_for_update().filter(pk__in=set(company_ids), merged_into=None).order_by("pk")
    changed = [company.pk for company in rows if company.owner_id != owner]
    Company.objects.filter(pk__in=changed).update(owner=owner)
    for pk in changed:
        record(Tag.COMPANY_GIVEN, subject="company", subject_id=pk, by=by, at=at, details={"owner": owner})
    return changed
