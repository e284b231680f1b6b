"""The thread in few words, for tests: a visitor, a form, a round of the worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import settled, take_form, understand
from dueto.apps.base.queries.waiting import stirred
from dueto.apps.handoff.actions import hand_over
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.queries.waiting import leads_to_hand_over
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead

EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SITE = "https://nevadal.example"
ROCIO = {
    "full_name": "Rocío Tello", "company": "Conservas Punta Brava", "email": "rocio.tello@puntabrava.example",
    "phone": "+51 900 000 111", "role": "Jefa de calidad", "country": "PE", "sector": "alimentos", "sites": "6",
}  # fmt: skip
"""Fits with 65 of 40 points."""
_numbers = count(1)


@dataclass
class Hit:
    """A hit as it comes out of the inbox."""

    url: str
    visitor: str
    occurred_at: int
    kind: str = "visit"
    item: str | None = None
    referrer: str | None = None
    agent: str | None = BROWSER
    id: int = field(default_factory=lambda: next(_numbers))

    @property
    def received_at(self) -> int:
        """When the door took it."""
        return self.occurred_at


def visit(path: str, *, at: datetime, visitor: str = "v-rocio", **more: str | None) -> Hit:
    """Return one page load."""
    return Hit(SITE + path, visitor, (at - EPOCH) // timedelta(microseconds=1), **more)  # type: ignore[arg-type]


def browse(*hits: Hit, at: datetime) -> None:
    """Let the worker understand these hits at `at`."""
    understand(sorted(hits, key=lambda hit: hit.id), inbox="test", at=at)


def fill(form: str, *, at: datetime, visitor: str = "v-rocio", **changed: str) -> int:
    """Return the person who made themselves known."""
    version = in_force(at)
    assert version is not None
    taken = take_form(
        agreement=version.agreement, form=form, values={**ROCIO, **changed}, visitor=visitor, at=at, consent_text="v1"
    )
    assert taken.person_id is not None, taken.refusals
    return taken.person_id


def work(*, at: datetime) -> list[Handoff]:
    """Let the worker judge everybody who is stirred and hand over what crossed; return the hand-offs of this round."""
    before = set(Handoff.objects.values_list("pk", flat=True))
    while waiting := stirred(limit=100) or stirred(limit=100, patient=True):
        judge(person_ids=[one.person_id for one in waiting], at=at)
        settled(row for one in waiting for row in one.rows)
    for lead in leads_to_hand_over():
        hand_over(lead_id=lead, at=at)
    return list(Handoff.objects.exclude(pk__in=before).order_by("pk"))


def crossed(*, at: datetime, visitor: str = "v-rocio", **changed: str) -> Handoff:
    """Return the hand-off of somebody who asked to talk to sales."""
    fill("hablar-con-ventas", at=at, visitor=visitor, **changed)
    (handoff,) = work(at=at)
    return handoff


def lead_of(person_id: int) -> Lead:
    """Return the newest lead of a person."""
    return Lead.objects.filter(person_id=person_id).order_by("-passage")[0]
