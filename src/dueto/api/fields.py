"""What may be known of somebody by the agreement in force, and by none."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.agreements.queries import in_force
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field


def fields_at(as_of: datetime) -> dict[str, Field]:
    """Return the fields of a person, those of the agreement first. One query."""
    version = in_force(as_of)
    return {**(version.agreement.fields if version else {}), **STANDARD_FIELDS}
