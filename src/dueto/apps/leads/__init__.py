"""Verdicts, crossings, leads and how they moved."""
