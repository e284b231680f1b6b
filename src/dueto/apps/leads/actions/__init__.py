"""Writing verdicts and leads: nobody else does."""

from dueto.apps.leads.actions.judging import judge
from dueto.apps.leads.actions.moving import enter
from dueto.apps.leads.actions.questions import assign, lay_aside, take_up
from dueto.apps.leads.actions.waking import fade, renew, wake

__all__ = ["assign", "enter", "fade", "judge", "lay_aside", "renew", "take_up", "wake"]
