"""The report of `dueto qualify`: one self-contained page."""

from dueto.cli.qualify.report.page import render

__all__ = ["render"]
