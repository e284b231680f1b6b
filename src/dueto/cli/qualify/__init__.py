"""`dueto qualify`: from an export and an agreement to verdicts, and to a page that a manager would forward."""
