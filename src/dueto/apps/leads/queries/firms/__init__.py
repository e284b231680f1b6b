"""The list of companies: its conditions, its pages, its counts and its rows."""
