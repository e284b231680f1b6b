"""Bringing lists in and taking them out again: nobody else does."""

from dueto.apps.imports.actions.beginning import UnableToImport, begin, choose, discard
from dueto.apps.imports.actions.moving import cancel, check, run, undo
from dueto.apps.imports.actions.naming import save_mapping
from dueto.apps.imports.actions.pieces import advance
from dueto.apps.imports.actions.tidying import forget, tidy

__all__ = [
    "UnableToImport", "advance", "begin", "cancel", "check", "choose", "discard", "forget", "run", "save_mapping",
    "tidy", "undo",
]  # fmt: skip
