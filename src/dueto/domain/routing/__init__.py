"""Whose turn it is: which executive gets the next lead, and why."""
