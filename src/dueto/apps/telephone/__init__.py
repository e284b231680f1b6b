"""Calls that marketing makes to complete and confirm what is known."""
