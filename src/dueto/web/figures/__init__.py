"""Drawings as positions: pure functions from frozen values to shapes, which a template writes as SVG."""
