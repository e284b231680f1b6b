"""Two companies turn out to be one: their people and open leads, some rows at a time; and apart again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions import UnableToMerge
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.companies import stir_people_of
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Company, CompanyMerge, Moved, Person
from dueto.apps.handoff.actions.merging import end_younger, join_older, leave_older, open_leads_of_companies, put_back
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Lead
from dueto.apps.stewardship.actions.searching import note_apart
from dueto.domain.basics.message import say

PEOPLE_AT_ONCE = 200
JOINED = say("Joined the older hand-off of the same company")


def merge_companies(*, kept_id: int, gone_id: int, by: int | None, at: datetime) -> CompanyMerge:
    """Return the row that says that `gone` is `kept`. Raises `UnableToMerge`.

    One hand-off is open for each company and definition: the second person becomes a contact of the older. People come
    over some at a time; what is left when a worker dies, `bring_over` goes on with.
    """
    merged = _begin(kept_id, gone_id, by=by, at=at)
    while bring_over(at=at):
        pass
    return merged


@transaction.atomic
def _begin(kept_id: int, gone_id: int, *, by: int | None, at: datetime) -> CompanyMerge:
    kept, gone = _locked(kept_id, gone_id)
    ended = []
    older: dict[str, Lead] = {}
    for lead in open_leads_of_companies([kept.pk, gone.pk]):
        first = older.setdefault(lead.definition, lead)
        if first.pk != lead.pk and first.person_id != lead.person_id:
            before = end_younger(lead, older=first, by=by, at=at, because=JOINED)
            ended.append(before | {"joined": join_older(lead, older=first, at=at)})
    undo = {"leads": ended, "domain": kept.domain, "owner": kept.owner_id, "country": kept.country}
    merged = CompanyMerge.objects.create(gone=gone, kept=kept, by_id=by, merged_at=at, undo=undo)
    Company.objects.filter(merged_into=gone).update(merged_into=kept)
    Company.objects.filter(pk=gone.pk).update(merged_into=kept)
    kept.domain, kept.country = kept.domain or gone.domain, kept.country or gone.country
    kept.owner_id = kept.owner_id or gone.owner_id
    kept.save(update_fields=["domain", "country", "owner"])
    stir_people_of([kept.pk], since=at)
    record(
        Tag.COMPANIES_MERGED, subject="company", subject_id=kept.pk, by=by, at=at,
        details={"gone": gone.pk, "merge": merged.pk},
    )  # fmt: skip
    return merged


@transaction.atomic
def bring_over(*, at: datetime) -> int:
    """Return how many people came over to the company that theirs turned out to be, each with a row that says so."""
    people = list(
        Person.objects.select_for_update(of=("self",)).filter(company__merged_into__isnull=False)
        .select_related("company").order_by("pk")[:PEOPLE_AT_ONCE]
    )  # fmt: skip
    if not people:
        return 0
    standing = {row.gone_id: row for row in CompanyMerge.objects.filter(undone_at=None)
                .filter(gone__in={person.company_id for person in people})}  # fmt: skip
    rows = [Moved(merge=standing[person.company_id or 0], person=person) for person in people]
    Moved.objects.bulk_create(rows, ignore_conflicts=True)
    for person in people:
        person.company_id = standing[person.company_id or 0].kept_id
    Person.objects.bulk_update(people, ["company"])
    project_cards([person.head_id for person in people])
    stir([person.head_id for person in people], since=at)
    return len(people)


def separate_companies(*, merge_id: int, by: int | None, at: datetime) -> CompanyMerge:
    """Return the merge of two companies, undone: people and leads are where they were. Raises `UnableToMerge`."""
    undone = _end(merge_id, by=by, at=at)
    while take_back(at=at):
        pass
    return undone


@transaction.atomic
def _end(merge_id: int, *, by: int | None, at: datetime) -> CompanyMerge:
    rows = CompanyMerge.objects.select_for_update(of=("self",)).select_related("gone", "kept")
    merge = rows.filter(pk=merge_id).first()
    if merge is None or merge.undone_at is not None:
        raise UnableToMerge(say("the two have been separated already"))
    _lock(merge.kept_id, merge.gone_id)
    band = _band(merge.gone_id)
    Company.objects.filter(pk__in=band).exclude(pk=merge.gone_id).update(merged_into=merge.gone)
    Company.objects.filter(pk=merge.gone_id).update(merged_into=None)
    CompanyMerge.objects.filter(pk=merge.pk).update(undone_at=at, undone_by=by)
    kept, was, gone = merge.kept, merge.undo, merge.gone
    kept.domain = was["domain"] if kept.domain == gone.domain else kept.domain
    kept.country = was["country"] if kept.country == gone.country else kept.country
    kept.owner_id = was["owner"] if kept.owner_id == gone.owner_id else kept.owner_id
    kept.save(update_fields=["domain", "country", "owner"])
    for before in merge.undo["leads"]:
        if put_back(before, at=at) is None and before["joined"]:
            leave_older(before["lead"], older=before["older"])
    stir_people_of([kept.pk], since=at)
    record(
        Tag.COMPANIES_SEPARATED, subject="company", subject_id=merge.kept_id, by=by, at=at,
        details={"gone": merge.gone_id, "merge": merge.pk},
    )  # fmt: skip
    note_apart("company", merge.kept_id, merge.gone_id, by=by, at=at)
    merge.refresh_from_db()
    return merge


@transaction.atomic
def take_back(*, at: datetime) -> int:
    """Return how many people went back to the company that was theirs before a merge that was undone."""
    rows = list(
        Moved.objects.filter(merge__undone_at__isnull=False).select_related("merge__gone", "merge__kept", "person")
        .order_by("pk")[:PEOPLE_AT_ONCE]
    )  # fmt: skip
    moved = []
    for row in rows:
        kept, person = row.merge.kept, row.person
        if person.company_id == (kept.merged_into_id or kept.pk):  # else they changed their company since
            person.company_id = row.merge.gone.merged_into_id or row.merge.gone_id
            moved.append(person)
    Person.objects.bulk_update(moved, ["company"])
    for row in rows:  # later merges had carried them on
        Moved.objects.filter(person=row.person_id, merge__gte=row.merge_id).delete()
    project_cards([person.head_id for person in moved])
    stir([person.head_id for person in moved], since=at)
    return len(rows)


def _band(company_id: int) -> list[int]:
    merges = list(CompanyMerge.objects.filter(undone_at=None).filter(
        gone__merged_into__in=Company.objects.filter(pk=company_id).values("merged_into")
    ).values_list("gone_id", "kept_id"))  # fmt: skip
    band = [company_id]
    for one in band:
        band += [gone for gone, kept in merges if kept == one]
    return band


def _locked(kept_id: int, gone_id: int) -> tuple[Company, Company]:
    if kept_id == gone_id:
        raise UnableToMerge(say("this is one and the same"))
    found = _lock(kept_id, gone_id)
    if len(found) < 2:
        raise UnableToMerge(say("there is no company of that number"))
    if any(company.merged_into_id is not None for company in found.values()):
        raise UnableToMerge(say("one of the two has been merged already; open the pair again"))
    return found[kept_id], found[gone_id]


def _lock(*ids: int) -> dict[int, Company]:
    return Company.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").in_bulk()
