"""Nevadal in the database: the cast, two years of history, and whom the demo lets in."""
