"""Taking in lists: many people at once, recognised by exact keys; the same row never twice."""

from dueto.apps.base.actions.arriving.planning import Plan, plan
from dueto.apps.base.actions.arriving.taking import take_in

__all__ = ["Plan", "plan", "take_in"]
