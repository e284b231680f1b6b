"""Two who were one come apart: whatever is older than the merge is as it was, younger rows follow their identity."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet

from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.identities import manual_identity
from dueto.apps.base.actions.merging import UnableToMerge
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Activity, Alone, Company, Fact, Identity, Merge, Note, Person, PersonalValue
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say


@transaction.atomic
def separate_people(
    *, merge_id: int, by: int | None, at: datetime, facts: Collection[int] = (), notes: Collection[int] = ()
) -> Merge:
    """Return the merge, undone. `facts` and `notes` name what was typed by hand since then and goes with `gone`.

    Of a chain of merges any may be undone: whoever had been merged into `gone` goes with them.
    """
    merge = _locked(merge_id)
    gone, head_id = merge.gone, merge.gone.head_id
    band = band_of(gone.pk, head_id=head_id)
    since = _earliest(head_id)
    Merge.objects.filter(pk=merge.pk).update(undone_at=at, undone_by=by)
    Identity.objects.filter(person=head_id, home__in=band).update(person=gone)
    Identity.objects.filter(person=gone, home=gone).update(home=None)
    Person.objects.filter(pk__in=[one for one in band if one != gone.pk]).update(merged_into=gone)
    Person.objects.filter(pk=gone.pk).update(merged_into=None)
    if "identity" in merge.undo:
        _unwrite(merge.undo["identity"])
    gone.refresh_from_db()
    _hand_over(gone, head_id, facts, notes, since=merge.merged_at, at=at)
    _put_company_back(merge, before=merge.undo["company_before"], during=merge.undo["company_set"])
    if merge.kept_id == head_id:
        _leave_company_of_gone(merge)
    elif not Merge.objects.filter(kept=merge.kept_id, undone_at=None).exists():
        _alone_again(merge.kept_id)
    for person in (gone.pk, head_id):
        _last_act(person, since=since)
    project_cards([gone.pk, head_id])
    stir([gone.pk, head_id], since=at)
    for person in (head_id, gone.pk):
        record(
            Tag.PEOPLE_SEPARATED, subject="person", subject_id=person, person_id=person, by=by, at=at,
            details={"merge": merge.pk, "gone": gone.pk},
        )  # fmt: skip
    merge.refresh_from_db()
    return merge


def _locked(merge_id: int) -> Merge:
    """Return a merge that stands, with everybody whom it touches locked in the order of their ids."""
    asked = Merge.objects.filter(pk=merge_id).values_list("gone_id", "gone__merged_into").first()
    if asked is None:
        raise UnableToMerge(say("there is no such merge"))
    list(Person.objects.select_for_update().filter(pk__in=[pk for pk in asked if pk]).order_by("pk"))
    merge = Merge.objects.select_for_update(of=("self",)).select_related("gone", "kept").get(pk=merge_id)
    if merge.undone_at is not None:
        raise UnableToMerge(say("the two have been separated already"))
    if merge.gone.merged_into_id != asked[1]:
        raise UnableToMerge(say("one of the two has been merged already; open the pair again"))
    if Person.objects.filter(pk__in=(merge.gone_id, merge.gone.head_id)).exclude(erased_at=None).exists():
        raise UnableToMerge(say("one of the two asked to be forgotten; nothing more is written down"))
    return merge


def band_of(person_id: int, *, head_id: int) -> list[int]:
    """Return a person and all who were merged into them, directly or through others, among those merged into `head`."""
    standing = Merge.objects.filter(undone_at=None, gone__merged_into=head_id).order_by("id")
    merges = list(standing.values_list("gone_id", "kept_id"))
    band = [person_id]
    for one in band:
        band += [gone for gone, kept in merges if kept == one]
    return band


def _earliest(head_id: int) -> datetime | None:
    standing = Merge.objects.filter(undone_at=None, gone__merged_into=head_id)
    since: datetime | None = standing.aggregate(since=Min("merged_at"))["since"]
    return since


def _unwrite(identity_id: int) -> None:
    """Take away the values that this merge alone wrote."""
    PersonalValue.objects.filter(identity=identity_id).delete()
    Fact.objects.filter(identity=identity_id).delete()
    Identity.objects.filter(pk=identity_id).delete()


def _hand_over(
    gone: Person, head_id: int, facts: Collection[int], notes: Collection[int], *, since: datetime, at: datetime
) -> None:
    Note.objects.filter(pk__in=list(notes), person=head_id, written_at__gte=since).update(person=gone)
    typed = list(typed_since(head_id, since).filter(pk__in=list(facts)))
    if not typed:
        return
    identity = manual_identity(gone, at=at)
    for fact in typed:
        PersonalValue.objects.filter(identity=fact.identity_id, field=fact.field, known_at=fact.known_at).update(
            identity=identity
        )
    Fact.objects.filter(pk__in=[fact.pk for fact in typed]).update(identity=identity)


def _put_company_back(merge: Merge, *, before: int | None, during: int | None) -> None:
    """Give the kept one the company they had, unless it was changed since; what later merges took over goes as well."""
    if before == during:
        return
    for later in Merge.objects.filter(undone_at=None, kept=merge.kept_id, pk__gt=merge.pk).order_by("id"):
        if later.undo["company_before"] != during:
            return
        kept_on = later.undo["company_set"] == during
        later.undo |= {"company_before": before} | ({"company_set": before} if kept_on else {})
        later.save(update_fields=["undo"])
        if not kept_on:
            return
    Person.objects.filter(pk=merge.kept_id, company=_company_now(during)).update(company=_company_now(before))
    above = Merge.objects.filter(undone_at=None, gone=merge.kept_id, pk__gt=merge.pk).first()
    if above is not None and above.undo["company_set"] == during != above.undo["company_before"]:
        instead = before or above.undo["company_before"]
        above.undo |= {"company_set": instead}
        above.save(update_fields=["undo"])
        _put_company_back(above, before=instead, during=during)


def _leave_company_of_gone(merge: Merge) -> None:
    """Give the kept one the company they had, if what was told since then of another one went away with `gone`."""
    had = _company_now(merge.undo["company_before"])
    theirs = Fact.objects.filter(identity__person=merge.kept_id, field="company", known_at__gte=merge.merged_at)
    if had and not theirs.exists() and not Merge.objects.filter(kept=merge.kept_id, undone_at=None).exists():
        Person.objects.filter(pk=merge.kept_id).update(company=had)


def _company_now(company_id: int | None) -> int | None:
    """Return the company, or the one that it turned out to be."""
    if company_id is None:
        return None
    return Company.objects.filter(pk=company_id).values_list("merged_into", flat=True).first() or company_id


def _alone_again(person_id: int) -> None:
    """Let somebody who is merged into another be as before others were merged into them, with what they did since."""
    alone = Alone.objects.filter(person=person_id).first()
    if alone is not None:
        acted = _acted(Q(identity__home=person_id) | Q(identity__person=person_id, identity__home=None), alone.since)
        Person.objects.filter(pk=person_id).update(last_act_at=_latest(alone.last_act_at, acted))
        alone.delete()


def _last_act(person_id: int, *, since: datetime | None) -> None:
    """Work out again when a person acted last, from themselves and those still merged into them."""
    members = [person_id, *Person.objects.filter(merged_into=person_id).values_list("pk", flat=True)]
    alone = dict(Alone.objects.filter(person__in=members).values_list("person", "last_act_at"))
    own = dict(Person.objects.filter(pk__in=members).values_list("pk", "last_act_at"))
    acted = _acted(Q(identity__person=person_id), since)
    Person.objects.filter(pk=person_id).update(last_act_at=_latest(acted, *(own | alone).values()))
    if not Merge.objects.filter(kept=person_id, undone_at=None).exists():
        Alone.objects.filter(person=person_id).delete()


def _acted(whose: Q, since: datetime | None) -> datetime | None:
    acts = Activity.objects.filter(whose, classed="human", known_at__gte=since)
    return acts.aggregate(last=Max("occurred_at"))["last"] if since else None


def _latest(*instants: datetime | None) -> datetime | None:
    return max((at for at in instants if at is not None), default=None)


def typed_since(person_id: int, since: datetime) -> QuerySet[Fact]:
    """Return what colleagues typed by hand about somebody since others were merged into them."""
    return Fact.objects.filter(
        identity__person=person_id, identity__kind="manual", identity__home=None, known_at__gte=since
    ).order_by("known_at", "id")  # fmt: skip
