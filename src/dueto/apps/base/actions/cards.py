"""How people are shown: the card, made again from what is known, and the words by which a search finds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from dueto.apps.base.lookup import is_borne
from dueto.apps.base.models import Card, Fact, Handle, Person, PersonalValue, Word
from dueto.apps.base.words import LONGEST, searchable, sound_of, spoken
from dueto.apps.journal.bulk import append

SHOWN = ("role", "company", "country")
PERSONAL = ("full_name", "email", "phone", "mobile")
HANDLES = ("email", "phone")
ON_CARD = frozenset({*SHOWN, *PERSONAL})
"""The fields of which something stands on a card, or is found by it."""


def project_cards(person_ids: Iterable[int]) -> None:
    """Make the cards of these people again: per field what became known last, then the larger id.

    The index of the search follows by itself: whoever lost their values is found no longer. Whoever was merged into
    one of them is shown as they are, and is not found.
    """
    people = list(dict.fromkeys(person_ids))
    merged = {pk: head for pk, head in Person.objects.filter(_merged(people)).values_list("pk", "merged_into") if head}
    people = list(dict.fromkeys(merged.get(person, person) for person in people))
    latest: dict[int, dict[str, str]] = defaultdict(dict)
    names: dict[int, dict[int, str]] = defaultdict(dict)
    facts = Fact.objects.filter(identity__person__in=people, field__in=SHOWN)
    for person, field, value, written in facts.order_by("known_at", "id").values_list(
        "identity__person", "field", "value", "written"
    ):
        latest[person][field] = (written or value or "") if value else ""
    personal = PersonalValue.objects.filter(identity__person__in=people, field__in=PERSONAL)
    for person, home, field, written in personal.order_by("known_at", "id").values_list(
        "identity__person", "identity__home", "field", "value"
    ):
        latest[person][field] = written
        if field == "full_name":
            names[person][home or person] = written
    handles: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    known_by = Handle.objects.filter(identity__person__in=people, identity__kind__in=HANDLES).order_by("identity_id")
    for person, kind, value in known_by.values_list("identity__person", "kind", "value"):
        handles[person][kind].append(value)
    companies = dict(Person.objects.filter(id__in=people).values_list("id", "company__name"))
    cards = [
        Card(**card_of(person, latest[person], company=companies[person] or "", handles=handles[person],
                       names=names[person].values()))
        for person in people
        if person in companies
    ]  # fmt: skip
    shown = {card.person_id: card for card in cards}
    cards += [_copy(shown[head], person) for person, head in sorted(merged.items()) if head in shown]
    touched = [card.person_id for card in cards]
    before = dict(Card.objects.filter(person__in=touched).values_list("person", "searchable"))
    Card.objects.bulk_create(
        cards, update_conflicts=True, unique_fields=["person"],
        update_fields=["full_name", "role", "company", "country", "email", "phone", "searchable"],
    )  # fmt: skip
    keep_words(before, {card.person_id: card.searchable for card in cards})


def _merged(people: list[int]) -> Q:
    """Return the condition that somebody is one of these who was merged away, or was merged into one of them."""
    return Q(pk__in=people, merged_into__isnull=False) | Q(merged_into__in=people)


def _copy(card: Card, person_id: int) -> Card:
    return Card(
        person_id=person_id, full_name=card.full_name, role=card.role, company=card.company, country=card.country,
        email=card.email, phone=card.phone,
    )  # fmt: skip


def keep_words(before: Mapping[int, str], after: Mapping[int, str]) -> None:
    """Take up the words that came with these searchable texts, and let go those that nobody bears any longer."""
    changed = {person for person in {*before, *after} if before.get(person) != after.get(person)}
    came = {word for person in changed for word in spoken(after.get(person, ""))}
    went = {word for person in changed for word in spoken(before.get(person, ""))} - came
    if came:
        rows = [(word, sound_of(word)[:LONGEST], word[::-1]) for word in sorted(came)]
        append(Word, ("text", "sound", "turned"), rows, new=False)
    alone = [word for word in sorted(went) if not is_borne(word)]
    if alone:
        Word.objects.filter(text__in=alone).delete()


def card_of(
    person_id: int, values: Mapping[str, str], *, company: str, handles: Mapping[str, Sequence[str]],
    names: Iterable[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Return what stands on the card of somebody: `values` are known, `company` is whose they are.

    They are found by all their `names`: that of whoever was merged into them is one.
    """
    name, mail, phone = values.get("full_name", ""), values.get("email", ""), values.get("phone", "")
    shown = values.get("company") or company
    return {
        "person_id": person_id, "full_name": name[:200], "role": values.get("role", "")[:200],
        "company": shown[:200], "country": values.get("country", "").upper()[:2], "email": mail[:254],
        "phone": phone[:40],
        "searchable": searchable(
            dict.fromkeys((name, shown, company, mail, *handles.get("email", ()), *names)),
            numbers=dict.fromkeys((phone, values.get("mobile", ""), *handles.get("phone", ()))),
        ),
    }  # fmt: skip
