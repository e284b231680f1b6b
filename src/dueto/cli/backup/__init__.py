"""`dueto backup` and `dueto restore`."""
