"""The agreement: the document that both teams sign, and that everything runs from."""
