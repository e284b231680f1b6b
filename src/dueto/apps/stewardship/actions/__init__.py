"""Caring for the base: nobody else merges, separates, decides about pairs or keeps the list of what is to mend."""

from dueto.apps.stewardship.actions.merging import merge, separate

__all__ = ["merge", "separate"]
