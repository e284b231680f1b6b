"""Forgetting, handing out, keeping only as long as needed: nobody else does."""

from dueto.apps.privacy.actions.again import forget_again
from dueto.apps.privacy.actions.erasing import Forgotten, UnableToErase, erase
from dueto.apps.privacy.actions.exporting import hand_out, take_out
from dueto.apps.privacy.actions.requests import UnableToNote, answer_request, note_request
from dueto.apps.privacy.actions.retaining import UnableToKeep, keep, sweep
from dueto.apps.privacy.actions.scrubbing import scrub, scrub_now

__all__ = [
    "Forgotten", "UnableToErase", "UnableToKeep", "UnableToNote", "answer_request", "erase", "forget_again", "hand_out",
    "keep", "note_request", "scrub", "scrub_now", "sweep", "take_out",
]  # fmt: skip
