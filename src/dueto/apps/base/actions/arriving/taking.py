"""Writing down what rows add: people, handles, facts, acts, consents and cards, many in a statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.apps.base.actions.arriving.planning import Plan, Told
from dueto.apps.base.actions.arriving.whom import Register, Whom
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.facts import SPELT
from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Activity, Company, Consent, Fact, Handle, Identity, Person, PersonalValue
from dueto.apps.journal.bulk import append, execute_many

SOURCE = "import"


def take_in(plans: Sequence[Plan], register: Register, *, batch: int, at: datetime) -> Taken:
    """Return what was written of these rows. Call it in the transaction in which they were planned.

    Everything that a row says hangs on an identity of its own, of kind `import`, which carries `batch`.
    """
    adding = [one for one in plans if one.adds]
    taken = Taken()
    if not adding:
        return taken
    companies = _companies(adding, taken, at=at)
    _make_people(adding, companies, at=at)
    _move(adding, companies, taken)
    rows = _make_identities(adding, register, batch=batch, at=at)
    _write_facts(adding, rows)
    _write_acts(adding, rows)
    people = list(dict.fromkeys(_id(one) for one in adding))
    project_cards(people)
    stir(people, since=at, patient=True)
    return taken


class Taken:
    """What was made or moved beside people: to be taken back with them."""

    def __init__(self) -> None:
        self.companies: list[int] = []
        self.moved: dict[int, int | None] = {}
        """Of people who were known: the company they belonged to before."""


def _id(one: Plan) -> int:
    assert one.whom is not None
    assert one.whom.person_id is not None
    return one.whom.person_id


def _companies(adding: Sequence[Plan], taken: Taken, *, at: datetime) -> dict[str, int]:
    """Return the companies that the rows name by their comparable name, those that are new made."""
    wanted: dict[str, Company] = {}
    for one in adding:
        name = _told(one, "company")
        key = comparable_company(name)[:200] if name else ""
        if key and one.row.company_id is None:
            wanted.setdefault(
                key, Company(key=key, name=name[:200], domain=_domain(one), country=_country(one), created_at=at)
            )
    found = _by_key(wanted)
    if new := {key: company for key, company in wanted.items() if key not in found}:
        last = Company.objects.order_by("-id").values_list("id", flat=True).first() or 0
        Company.objects.bulk_create(new.values(), ignore_conflicts=True)
        made = _by_key(new)
        taken.companies = [pk for key, pk in made.items() if pk > last]
        found |= made
    return found


def _by_key(wanted: dict[str, Company]) -> dict[str, int]:
    rows = Company.objects.filter(key__in=list(wanted)).values_list("key", "id", "merged_into_id")
    return {key: merged or pk for key, pk, merged in rows}


def _make_people(adding: Sequence[Plan], companies: dict[str, int], *, at: datetime) -> None:
    new = {id(one.whom): one for one in reversed(adding) if one.whom is not None and one.whom.person_id is None}
    makers = list(reversed(new.values()))
    domains = _by_domain(makers, companies)
    made = Person.objects.bulk_create(
        Person(
            company_id=_company_of(one, companies) or domains.get(_domain(one)), origin_id=one.row.origin_id,
            created_at=one.row.known_at,
        )
        for one in makers
    )  # fmt: skip
    for one, person in zip(makers, made, strict=True):
        assert one.whom is not None
        one.whom.person_id, one.whom.company_id = person.pk, person.company_id


def _by_domain(makers: Sequence[Plan], companies: dict[str, int]) -> dict[str, int]:
    """Return the company of each mail domain, for people whose row names none."""
    wanted = {_domain(one) for one in makers if _company_of(one, companies) is None} - {""}
    if not wanted:
        return {}
    rows = Company.objects.filter(domain__in=wanted, merged_into=None).order_by("-id").values_list("domain", "id")
    return dict(rows)


def _move(adding: Sequence[Plan], companies: dict[str, int], taken: Taken) -> None:
    """Give people their company where the row may say it: they had none, or its name was taken down."""
    moves: dict[int, int] = {}
    for one in adding:
        company = _company_of(one, companies)
        whom: Whom | None = one.whom
        if company is None or whom is None or whom.company_id == company:
            continue
        if whom.company_id is None or any(told.value.field == "company" for told in one.facts):
            taken.moved.setdefault(_id(one), whom.company_id)
            whom.company_id = moves[_id(one)] = company
    execute_many(
        "UPDATE base_person SET company_id = %s WHERE id = %s", [(company, person) for person, company in moves.items()]
    )


def _make_identities(adding: Sequence[Plan], register: Register, *, batch: int, at: datetime) -> list[int]:
    """Return the identity of each row; those of new handles are made beside them, and orphans find their person."""
    handles = [("import", one.row.key, one) for one in adding]
    adopted: list[tuple[int, int]] = []
    for one in adding:
        for key in one.handles:
            orphan = register.orphans.pop((key.kind, key.value), None)
            if orphan is None:
                handles.append((key.kind, key.value, one))
            else:
                adopted.append((_id(one), orphan))
    made = Identity.objects.bulk_create(
        Identity(person_id=_id(one), kind=kind, origin_id=one.row.origin_id, batch=batch, created_at=at)
        for kind, _, one in handles
    )
    append(
        Handle, ("identity_id", "kind", "value"),
        [(identity.pk, kind, value) for identity, (kind, value, _) in zip(made, handles, strict=True)],
    )  # fmt: skip
    execute_many("UPDATE base_identity SET person_id = %s WHERE id = %s", adopted)
    return [identity.pk for identity in made[: len(adding)]]


_FACT = ("identity_id", "field", "value", "written", "source", "occurred_at", "known_at")
_PERSONAL = ("identity_id", "field", "value", "occurred_at", "known_at")


def _write_facts(adding: Sequence[Plan], rows: Sequence[int]) -> None:
    facts: list[tuple[int, Told]] = [
        (identity, told) for one, identity in zip(adding, rows, strict=True) for told in one.facts
    ]
    append(
        Fact, _FACT,
        [
            (identity, told.value.field, told.value.value, "" if told.value.is_personal else told.value.written, SOURCE,
             told.occurred_at, told.known_at)
            for identity, told in facts
        ],
    )  # fmt: skip
    append(
        PersonalValue, _PERSONAL,
        [
            (identity, told.value.field, told.value.written, told.occurred_at, told.known_at)
            for identity, told in facts
            if told.value.is_personal
        ],
    )  # fmt: skip
    spell(told.value.written for _, told in facts if told.value.field in SPELT)


_ACT = (
    "identity_id", "kind", "occurred_at", "known_at", "classed", "reason", "source_id", "path", "site", "item", "form",
    "event_kind", "status", "direction", "result", "channel",
)  # fmt: skip


def _write_acts(adding: Sequence[Plan], rows: Sequence[int]) -> None:
    told = [(one, identity) for one, identity in zip(adding, rows, strict=True)]
    acts = [
        (
            identity, act.kind, act.occurred_at, act.known_at, "human", "", one.row.origin_id,
            *(act.texts.get(name, "") for name in _ACT[7:]),
        )
        for one, identity in told
        for act in one.done
    ]  # fmt: skip
    append(Activity, _ACT, acts)
    newest: dict[int, datetime] = {}
    for one in adding:
        for act in one.done:
            newest[_id(one)] = max(newest.get(_id(one), act.occurred_at), act.occurred_at)
    execute_many(
        "UPDATE base_person SET last_act_at = %s WHERE id = %s AND (last_act_at IS NULL OR last_act_at < %s)",
        [(instant, person, instant) for person, instant in sorted(newest.items())],
    )
    Consent.objects.bulk_create(
        Consent(
            identity_id=identity, purpose=one.agreed.purpose, is_given=one.agreed.is_given,
            text_version=one.agreed.text_version, source=SOURCE, happened_at=one.agreed.happened_at,
        )
        for one, identity in told
        if one.agreed is not None
    )  # fmt: skip


def _told(one: Plan, field: str) -> str:
    value = one.row.values.get(field)
    return value.written if value else ""


def _domain(one: Plan) -> str:
    mail = _told(one, "email")
    return mail.rpartition("@")[2] if mail and mail_kind(mail).startswith("company") else ""


def _country(one: Plan) -> str:
    return _told(one, "country").upper()[:2]


def _company_of(one: Plan, companies: dict[str, int]) -> int | None:
    if one.row.company_id is not None:
        return one.row.company_id
    name = _told(one, "company")
    return companies.get(comparable_company(name)[:200]) if name else None
