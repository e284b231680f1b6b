"""What everybody sees: the score of the day, the promises and how they stand, what is overdue. Reads only."""
