"""The business, and nothing else: standard library only, no clock, no input, no output."""
