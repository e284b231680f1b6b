"""The hours of the agreement: its week, and the countries whose holidays it keeps."""

from __future__ import annotations

from collections.abc import Mapping

from dueto.domain.agreement.agreement import Agreement
from dueto.domain.sla.shifts import Week, week_of

OFFICE: Mapping[str, tuple[str, ...]] = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("09:00-18:00",))
"""The hours of an agreement that names none."""


def week_in(agreement: Agreement) -> Week:
    """Return the week of the agreement."""
    return week_of(agreement.record.get("calendar", {}).get("hours") or OFFICE)


def country_kept(agreement: Agreement, country: str) -> str:
    """Return the country if the agreement keeps its holidays, else none."""
    return country if country in agreement.record.get("calendar", {}).get("holidays", ()) else ""
