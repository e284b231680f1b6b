"""Writing down what rows say and what they say somebody did, under the identity of each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dueto.apps.base.actions.arriving.planning import Plan
from dueto.apps.base.actions.facts import SPELT
from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.models import Activity, Consent, Fact, Note, PersonalValue
from dueto.apps.journal.bulk import append, execute_many

SOURCE = "import"
FACT = ("identity_id", "field", "value", "written", "source", "occurred_at", "known_at")
PERSONAL = ("identity_id", "field", "value", "occurred_at", "known_at")
CONSENT = ("identity_id", "purpose", "is_given", "text_version", "basis", "by_id", "source", "happened_at")
TEXTS = ("path", "site", "item", "form", "event_kind", "status", "direction", "result", "channel")
ACT = ("identity_id", "kind", "occurred_at", "known_at", "classed", "reason", "source_id", *TEXTS)


def write_facts(adding: Sequence[Plan], identities: Sequence[int]) -> None:
    """Write facts, the personal ones also in words where those may stand."""
    facts, personal, spelt = [], [], []
    for one, identity in zip(adding, identities, strict=True):
        for told in one.facts:
            value = told.value
            written = "" if value.is_personal else value.written
            facts.append((identity, value.field, value.value, written, SOURCE, told.occurred_at, told.known_at))
            if value.is_personal:
                personal.append((identity, value.field, value.written, told.occurred_at, told.known_at))
            elif value.field in SPELT:
                spelt.append(value.written)
    append(Fact, FACT, facts)
    append(PersonalValue, PERSONAL, personal)
    spell(dict.fromkeys(spelt))


def write_acts(adding: Sequence[Plan], identities: Sequence[int]) -> None:
    """Write what they did, and when each of them did something last."""
    acts = [
        (
            identity, act.kind, act.occurred_at, act.known_at, "human", "", one.row.origin_id,
            *(act.texts.get(name, "") for name in TEXTS),
        )
        for one, identity in zip(adding, identities, strict=True)
        for act in one.done
    ]  # fmt: skip
    append(Activity, ACT, acts)
    spell(dict.fromkeys(act.item for one in adding for act in one.done if act.item))
    newest: dict[int, datetime] = {}
    for one in adding:
        for act in one.done:
            assert one.whom is not None
            assert one.whom.person_id is not None
            person = one.whom.person_id
            newest[person] = max(newest.get(person, act.occurred_at), act.occurred_at)
    execute_many(
        "UPDATE base_person SET last_act_at = %s WHERE id = %s AND (last_act_at IS NULL OR last_act_at < %s)",
        [(instant, person, instant) for person, instant in sorted(newest.items())],
    )


def write_notes(adding: Sequence[Plan], *, batch: int, by: int | None) -> None:
    """Write what the list notes of somebody, by whoever brought it in."""
    lines = [
        (one.whom.person_id, by, one.note, batch, one.row.known_at) for one in adding if one.note and one.whom
    ]  # fmt: skip
    append(Note, ("person_id", "by_id", "text", "batch", "written_at"), lines)


def write_consents(adding: Sequence[Plan], identities: Sequence[int], *, batch: int, by: int | None) -> None:
    """Write who agreed to what, or on what else it stands: the import says it, and whoever brought it in."""
    lines = [
        (
            identity, agreed.purpose, agreed.is_given, agreed.text_version, agreed.basis, by, f"{SOURCE}:{batch}",
            agreed.happened_at,
        )
        for one, identity in zip(adding, identities, strict=True)
        for agreed in one.agreed
    ]  # fmt: skip
    append(Consent, CONSENT, lines)
