"""The care of the base: duplicates, merges, gaps and clashes."""
