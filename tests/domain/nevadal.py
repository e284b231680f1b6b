"""The agreement of the demo and its people, as the tests use them."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from dueto.adapters.yaml_document import read_yaml
from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.qualification.history import Activity

EXAMPLE = Path(__file__).parents[2] / "examples" / "nevadal" / "agreement.yaml"
AS_OF = datetime(2026, 3, 2, 15, tzinfo=UTC)
ROCIO = {
    "full_name": "known", "company": "conservas punta brava", "email": "company", "role": "jefa de calidad",
    "country": "pe", "sector": "alimentos", "sites": "6",
}  # fmt: skip
JOAQUIN = {
    "full_name": "known", "company": "fruticola valle hondo", "phone": "known", "role": "gerente de operaciones",
    "country": "cl", "sector": "agroexportacion",
}  # fmt: skip


@lru_cache
def _tree() -> Any:
    return read_yaml(EXAMPLE.read_text(encoding="utf-8")).tree


def nevadal_tree() -> dict[str, Any]:
    """Return the plain document of Nevadal's version 4, to be spoilt at will."""
    tree: dict[str, Any] = deepcopy(_tree())
    return tree


@lru_cache
def nevadal() -> Agreement:
    """Return Nevadal's version 4."""
    return read_agreement(_tree())


def did(number: int, kind: str, days_ago: int, **attributes: str) -> Activity:
    """Return what somebody did so many days before `AS_OF`, known at once."""
    when = AS_OF - timedelta(days=days_ago)
    return Activity(number, kind, when, when, attributes=attributes)
