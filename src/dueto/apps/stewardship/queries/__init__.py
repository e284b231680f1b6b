"""Reading what the steward works on: pairs, merges, what is to be mended."""
