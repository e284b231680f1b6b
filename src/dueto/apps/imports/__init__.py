"""Lists that are brought in from files, and taken out again."""
