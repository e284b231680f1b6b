"""Conditions: what the teams ask of a value, as data that can be edited, read aloud and run."""
