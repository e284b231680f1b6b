"""Exports of prospects, read row by row: files into tables, tables into people."""
