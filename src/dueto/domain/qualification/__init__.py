"""Judging: what the definition says of one person at one instant, why, and what is missing."""
