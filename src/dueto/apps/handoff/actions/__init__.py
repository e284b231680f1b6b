"""Writing hand-offs and what follows from them: nobody else does."""

from dueto.apps.handoff.actions.answering import accept, answer_return, ask_marketing, give_back
from dueto.apps.handoff.actions.claiming import claim
from dueto.apps.handoff.actions.contacting import CHANNELS, RESULTS, attempt, plan_attempt
from dueto.apps.handoff.actions.forgetting import forget_leads
from dueto.apps.handoff.actions.ladder import climb
from dueto.apps.handoff.actions.locked import UnableTo
from dueto.apps.handoff.actions.notices import mark_read, tell_of_contacts, tell_of_mail
from dueto.apps.handoff.actions.passing import reassign
from dueto.apps.handoff.actions.selling import (
    defer,
    lose,
    open_opportunity,
    resume,
    resume_deferred,
    update_opportunity,
    win,
)
from dueto.apps.handoff.actions.sending import hand_over
from dueto.apps.handoff.actions.silencing import bring_back_silent

__all__ = [
    "CHANNELS", "RESULTS", "UnableTo", "accept", "answer_return", "ask_marketing", "attempt", "bring_back_silent",
    "claim", "climb", "defer", "forget_leads", "give_back", "hand_over", "lose", "mark_read", "open_opportunity",
    "plan_attempt", "reassign", "resume", "resume_deferred", "tell_of_contacts", "tell_of_mail", "update_opportunity",
    "win",
]  # fmt: skip
