"""Pairs that may be one, the searches that find them, and what is to be mended. Ids and derived values only."""

from dueto.apps.stewardship.models.care import Item, Swept, Tally
from dueto.apps.stewardship.models.pairs import Pair, Search

__all__ = ["Item", "Pair", "Search", "Swept", "Tally"]
