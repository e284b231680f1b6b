"""What goes where when two who were merged come apart: shown before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.actions.separating import band_of, typed_since
from dueto.apps.base.models import Activity, Identity, Merge, Note, PersonalValue
from dueto.apps.leads.models import Lead
from dueto.apps.team.access import NoSuch


class NoSuchMerge(NoSuch):
    """There is no such merge that stands."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A value or a note that somebody typed since the merge: it belongs to neither, so somebody chooses."""

    id: int
    field: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two has afterwards: handles, how many acts (and how many of them since), how many leads."""

    name: str
    handles: tuple[str, ...]
    acts: int
    fresh: int
    leads: int


@dataclass(frozen=True, slots=True)
class Separation:
    """One merge, and what becomes of everything when it is undone."""

    merge_id: int
    kept_id: int
    gone_id: int
    by: str
    merged_at: datetime
    stays: Part
    goes: Part
    facts: tuple[Typed, ...]
    notes: tuple[Typed, ...]
    leads_open_again: int


def separation(merge_id: int) -> Separation:
    """Return what a separation would do. Raises `NoSuchMerge`. About ten queries."""
    merge = Merge.objects.select_related("gone", "kept", "by").filter(pk=merge_id, undone_at=None).first()
    if merge is None or merge.gone.merged_into_id is None:
        raise NoSuchMerge(merge_id)
    head, band = merge.gone.merged_into_id, band_of(merge.gone_id, head_id=merge.gone.merged_into_id)
    mine = Identity.objects.filter(person=head)
    going = set(mine.filter(home__in=band).values_list("pk", flat=True))
    staying = set(mine.exclude(pk__in=going).values_list("pk", flat=True))
    notes = Note.objects.filter(person=head, written_at__gte=merge.merged_at).order_by("written_at", "id")
    return Separation(
        merge_id=merge.pk, kept_id=head, gone_id=merge.gone_id, by=merge.by.name if merge.by else "",
        merged_at=merge.merged_at, stays=_part(staying, [head], since=merge.merged_at),
        goes=_part(going, band, since=merge.merged_at),
        facts=tuple(
            Typed(fact.pk, fact.field, _written(fact.identity_id, fact.field, fact.known_at) or fact.written
                  or fact.value or "", fact.known_at)
            for fact in typed_since(head, merge.merged_at)[:50]
        ),
        notes=tuple(Typed(row.pk, "", row.text, row.written_at) for row in notes[:50]),
        leads_open_again=len(merge.undo.get("leads", ())),
    )  # fmt: skip


def _part(identities: set[int], people: list[int], *, since: datetime) -> Part:
    handles = Identity.objects.filter(pk__in=identities, kind__in=("email", "phone"), handle__isnull=False)
    acts = Activity.objects.filter(identity__in=identities)
    names = PersonalValue.objects.filter(identity__in=identities, field="full_name", known_at__lte=since)
    return Part(
        name=names.order_by("-known_at", "-id").values_list("value", flat=True).first() or "",
        handles=tuple(handles.order_by("id").values_list("handle__value", flat=True)[:10]), acts=acts.count(),
        fresh=acts.filter(known_at__gte=since).count(), leads=Lead.objects.filter(person__in=people).count(),
    )  # fmt: skip


def _written(identity_id: int, field: str, known_at: datetime) -> str:
    own = PersonalValue.objects.filter(identity=identity_id, field=field, known_at=known_at)
    return own.values_list("value", flat=True).first() or ""
