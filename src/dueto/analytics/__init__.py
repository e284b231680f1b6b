"""Everybody at once: tables and an agreement in, tables out (Ibis on DuckDB)."""
