"""How people are shown: the card, made again from what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dueto.apps.base.models import Card, Fact, Person, PersonalValue
from dueto.domain.basics.text import fold

SHOWN = ("role", "company", "country")
PERSONAL = ("full_name", "email", "phone")


def project_cards(person_ids: Iterable[int]) -> None:
    """Make the cards of these people again: per field what became known last, then the larger id."""
    people = list(dict.fromkeys(person_ids))
    latest: dict[int, dict[str, str]] = defaultdict(dict)
    facts = Fact.objects.filter(identity__person__in=people, field__in=SHOWN)
    for person, field, value, written in facts.order_by("known_at", "id").values_list(
        "identity__person", "field", "value", "written"
    ):
        latest[person][field] = (written or value or "") if value else ""
    personal = PersonalValue.objects.filter(identity__person__in=people, field__in=PERSONAL)
    for person, field, written in personal.order_by("known_at", "id").values_list("identity__person", "field", "value"):
        latest[person][field] = written
    companies = dict(Person.objects.filter(id__in=people).values_list("id", "company__name"))
    cards = [_card(person, latest[person], company=companies.get(person) or "") for person in people]
    Card.objects.bulk_create(
        cards, update_conflicts=True, unique_fields=["person"],
        update_fields=["full_name", "role", "company", "country", "email", "phone", "searchable"],
    )  # fmt: skip


def _card(person_id: int, values: dict[str, str], *, company: str) -> Card:
    name, mail = values.get("full_name", ""), values.get("email", "")
    shown = values.get("company") or company
    searchable = fold(" ".join(part for part in (name, shown, mail, values.get("phone", "")) if part))
    return Card(
        person_id=person_id, full_name=name[:200], role=values.get("role", "")[:200], company=shown[:200],
        country=values.get("country", "").upper()[:2], email=mail[:254], phone=values.get("phone", "")[:40],
        searchable=searchable[:600],
    )  # fmt: skip
