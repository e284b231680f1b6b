"""Dueto: one agreement between marketing and sales, and the software that runs it."""

__version__ = "0.1.0"
