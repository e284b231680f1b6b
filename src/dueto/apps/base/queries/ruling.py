"""The rules about machines that hold."""

from __future__ import annotations

from dueto.apps.base.models import MachineRule
from dueto.apps.base.ruling import Rules, rules_from


def rules_in_force() -> Rules:
    """Return the rules that hold. One query."""
    return rules_from(MachineRule.objects.filter(ended_at=None).values_list("id", "kind", "value", "classed"))


def is_rule(rule_id: int) -> bool:
    """Return whether there is, or was, such a rule. One query."""
    return MachineRule.objects.filter(pk=rule_id).exists()
