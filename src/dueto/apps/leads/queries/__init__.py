"""Reading verdicts and leads: lists of prospects, one person's passages, who is one datum away."""
