"""Nevadal, the company of the demo: its cast and its simulated history."""
