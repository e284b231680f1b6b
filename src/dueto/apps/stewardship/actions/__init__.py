"""Caring for the base: nobody else merges, separates, decides about pairs or keeps the list of what is to mend."""

from dueto.apps.base.actions import UnableToMerge
from dueto.apps.stewardship.actions.caring import UnableToCare, assign, settle
from dueto.apps.stewardship.actions.companies import bring_over, merge_companies, separate_companies, take_back
from dueto.apps.stewardship.actions.deciding import DECISIONS, bring_back, decide, reconsider
from dueto.apps.stewardship.actions.mails import give_mail, take_mail_for
from dueto.apps.stewardship.actions.merging import merge, separate
from dueto.apps.stewardship.actions.searching import ask_for_search, claim_search, do_search, give_up
from dueto.apps.stewardship.actions.sweeping import look_at, look_at_news, sweep, tally

__all__ = [
    "DECISIONS",
    "UnableToCare",
    "UnableToMerge",
    "ask_for_search",
    "assign",
    "bring_back",
    "bring_over",
    "claim_search",
    "decide",
    "do_search",
    "give_mail",
    "give_up",
    "look_at",
    "look_at_news",
    "merge",
    "merge_companies",
    "reconsider",
    "separate",
    "separate_companies",
    "settle",
    "sweep",
    "take_back",
    "take_mail_for",
    "tally",
]  # fmt: skip
