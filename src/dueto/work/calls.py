"""Calls that plan themselves."""

from __future__ import annotations

from datetime import UTC, datetime

from dueto.apps.telephone import actions as telephone


def planning_calls() -> int:
    """Plan the calls that rules ask for."""
    return telephone.plan_by_rules(at=datetime.now(UTC))
