"""Planning calls and taking down how they went: nobody else writes them."""

from dueto.apps.telephone.actions.calling import Taken, drops_for, take_call
from dueto.apps.telephone.actions.hearing import UnableToCall
from dueto.apps.telephone.actions.planning import Planned, UnableToPlan, change, plan, withdraw
from dueto.apps.telephone.actions.rules import end_rule, make_rule, plan_by_rules

__all__ = [
    "Planned", "Taken", "UnableToCall", "UnableToPlan", "change", "drops_for", "end_rule", "make_rule", "plan",
    "plan_by_rules", "take_call", "withdraw",
]  # fmt: skip
