"""`dueto up`: everything in one command."""
