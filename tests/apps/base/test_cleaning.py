"""What of a value that somebody wrote may be kept, and why the rest may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.facts import Cleaned, clean
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field, Kind


def kept(field: Field, written: str) -> str | None:
    """Return the value that is kept, or None where it is refused."""
    found = clean(field, written, country="PE")
    return found.value if isinstance(found, Cleaned) else None


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("sites", "7", "7"), ("sites", "0", "0"), ("sites", "1.200,0", "1200"), ("sites", "-3", None),
        ("sites", "7.5", None), ("sites", "9" * 20, None), ("sites", "9" * 15, "9" * 15),
        ("employees", "(12)", None), ("revenue", "12.5", "12.5"), ("revenue", "-1", None),
        ("role", "-", None), ("role", "N/A", None), ("role", "jefa", "jefa"), ("email", "sin correo", None),
    ],
)  # fmt: skip
def test_a_number_is_one_that_can_be(name: str, written: str, value: str | None) -> None:
    assert kept(STANDARD_FIELDS[name], written) == value


def test_a_number_of_the_agreements_own_may_be_below_nought() -> None:
    degrees = replace(STANDARD_FIELDS["need"], name="degrees", kind=Kind.NUMBER)

    assert kept(degrees, "-18.5") == "-18.5"
    assert isinstance(clean(degrees, "1" * 16, country=None), Refusal)
