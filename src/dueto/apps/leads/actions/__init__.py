"""Writing verdicts and leads: nobody else does."""

from dueto.apps.leads.actions.judging import judge
from dueto.apps.leads.actions.moving import enter
from dueto.apps.leads.actions.waking import fade, renew, wake

__all__ = ["enter", "fade", "judge", "renew", "wake"]
