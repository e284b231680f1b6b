"""Who sits before a form, as far as a browser can prove it, and what need not be asked again."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.apps.base.models import Fact, Handle, Identity, present
from dueto.apps.forms.models import Submission


@dataclass(frozen=True, slots=True)
class Recognised:
    """Somebody who made themselves known on this browser: by which identity, and which fields need no asking.

    `is_proved`: they opened our mail to their address.
    """

    identity_id: int
    person_id: int
    fields: frozenset[str]
    is_proved: bool


def recognised(*, identity_id: int, visitor: str, is_proved: bool) -> Recognised | None:
    """Return who this is, None if the browser is shared, unknown or somebody else's by now. At most four queries.

    Whoever only typed an address is asked all that this very browser has not answered under it: what the base knows
    besides would tell a stranger whom it knows. Only whoever opened our mail to it (`is_proved`) is spared that too.
    """
    browser = (
        Handle.objects.filter(kind="visitor", value=visitor[:64])
        .values_list("identity_id", "identity__person_id", "identity__is_shared")
        .first()
    )
    identity = Identity.objects.filter(present("person__"), pk=identity_id).values_list("person_id", flat=True).first()
    if browser is None or identity is None or browser[1] != identity or browser[2]:
        return None
    known = _known(identity)
    if not is_proved:
        sent = Submission.objects.filter(browser_id=browser[0], identity__person_id=identity)
        known &= {name for answered in sent.values_list("answered", flat=True) for name in answered}
    return Recognised(identity_id, identity, frozenset(known), is_proved)


def _known(person_id: int) -> set[str]:
    """Return the fields of which something is known: the value that became known last is not empty."""
    known: dict[str, str | None] = {}
    facts = Fact.objects.filter(identity__person_id=person_id).order_by("known_at", "id")
    for field, value in facts.values_list("field", "value"):
        known[field] = value
    return {field for field, value in known.items() if value}
