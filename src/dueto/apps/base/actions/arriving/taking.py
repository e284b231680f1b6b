"""Writing down what rows add: people, handles, facts, acts, consents and cards, many in a statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dueto.apps.base.actions.arriving.planning import Plan
from dueto.apps.base.actions.arriving.told import write_acts, write_consents, write_facts, write_notes
from dueto.apps.base.actions.arriving.whom import Register, Whom
from dueto.apps.base.actions.arriving.workplaces import Workplaces, workplaces_of
from dueto.apps.base.actions.cards import HANDLES, ON_CARD, card_of, keep_words, project_cards
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Card, Company, Handle, Identity, Person
from dueto.apps.journal.bulk import append, execute_many, insert


@dataclass(slots=True)
class Taken:
    """What was made or moved beside people, to be taken back with them.

    `moved` are people who were known, with the company they belonged to before.
    """

    companies: Sequence[int] = ()
    moved: dict[int, int | None] = field(default_factory=dict)


def take_in(plans: Sequence[Plan], register: Register, *, batch: int, by: int | None, at: datetime) -> Taken:
    """Return what was written of these rows. Call it in the transaction in which they were planned.

    Everything that a row says hangs on an identity of its own, of kind `import`, which carries `batch`; `by` brought
    the list in.
    """
    adding = [one for one in plans if one.adds]
    if not adding:
        return Taken()
    places = workplaces_of([one.row for one in adding], at=at)
    makers = _make_people(adding, places)
    taken = Taken(places.made, _move(adding, places))
    rows = _make_identities(adding, register, batch=batch, at=at)
    write_facts(adding, rows)
    write_acts(adding, rows)
    write_consents(adding, rows, batch=batch, by=by)
    write_notes(adding, batch=batch, by=by)
    _show(makers, adding, moved=taken.moved.keys())
    stir(map(_id, adding), since=at, patient=True)
    return taken


def _id(one: Plan) -> int:
    assert one.whom is not None
    assert one.whom.person_id is not None
    return one.whom.person_id


def _make_people(adding: Sequence[Plan], places: Workplaces) -> list[Whom]:
    """Return those whom the first row about them made."""
    first: dict[int, Plan] = {}
    for one in adding:
        if one.whom is not None and one.whom.person_id is None:
            first.setdefault(id(one.whom), one)
    makers = list(first.values())
    rows = [(places.of(one.row), one.row.origin_id, one.row.known_at, None, None, None) for one in makers]
    names = ("company_id", "origin_id", "created_at", "last_act_at", "erased_at", "merged_into_id")
    made = []
    for one, row, person in zip(makers, rows, insert(Person, names, rows), strict=True):
        assert one.whom is not None
        one.whom.person_id, one.whom.company_id = person, row[0]
        made.append(one.whom)
    return made


def _move(adding: Sequence[Plan], places: Workplaces) -> dict[int, int | None]:
    """Give people their company where the row may say it: they had none, or its name was taken down."""
    before: dict[int, int | None] = {}
    moves: dict[int, int] = {}
    for one in adding:
        company, whom = places.named(one.row), one.whom
        if company is None or whom is None or whom.company_id == company:
            continue
        if whom.company_id is None or any(told.value.field == "company" for told in one.facts):
            before.setdefault(_id(one), whom.company_id)
            whom.company_id = moves[_id(one)] = company
    execute_many(
        "UPDATE base_person SET company_id = %s WHERE id = %s", [(company, person) for person, company in moves.items()]
    )
    return before


def _make_identities(adding: Sequence[Plan], register: Register, *, batch: int, at: datetime) -> list[int]:
    """Return the identity of each row; those of new handles are made beside them, and orphans find their person."""
    handles = [("import", one.mark or one.row.key, one) for one in adding]
    adopted: list[tuple[int, int]] = []
    for one in adding:
        for key in one.handles:
            orphan = register.orphans.pop((key.kind, key.value), None)
            if orphan is None:
                handles.append((key.kind, key.value, one))
            else:
                adopted.append((_id(one), orphan))
    made = insert(
        Identity, ("person_id", "kind", "is_shared", "origin_id", "agent_id", "batch", "created_at"),
        [(_id(one), kind, False, one.row.origin_id, None, batch, at) for kind, _, one in handles],
    )  # fmt: skip
    append(
        Handle, ("identity_id", "kind", "value"),
        [(identity, kind, value) for identity, (kind, value, _) in zip(made, handles, strict=True)],
    )  # fmt: skip
    execute_many("UPDATE base_identity SET person_id = %s WHERE id = %s", adopted)
    return made[: len(adding)]


def _show(makers: Sequence[Whom], adding: Sequence[Plan], *, moved: Collection[int]) -> None:
    """Make the cards: of new people from what was just written, of all others from everything that is known.

    A card that shows nothing of what a row added stays as it is.
    """
    new = {whom.person_id for whom in makers}
    handles: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in adding:
        for key in one.handles:
            handles[_id(one)][key.kind].append(key.value)
    names = dict(Company.objects.filter(pk__in={whom.company_id for whom in makers}).values_list("id", "name"))
    cards = [
        card_of(
            whom.person_id, {name: held.written for name, held in whom.known.items()},
            company=names.get(whom.company_id or 0, ""), handles=handles[whom.person_id],
        )
        for whom in makers
        if whom.person_id is not None
    ]  # fmt: skip
    if cards:
        append(Card, tuple(cards[0]), [tuple(card.values()) for card in cards])
        keep_words({}, {card["person_id"]: card["searchable"] for card in cards})
    seen = dict.fromkeys([*moved, *(_id(one) for one in adding if _is_seen(one))])
    if known := [person for person in seen if person not in new]:
        project_cards(known)


def _is_seen(one: Plan) -> bool:
    """Return whether a card shows something of what a row added."""
    return any(told.value.field in ON_CARD for told in one.facts) or any(key.kind in HANDLES for key in one.handles)
