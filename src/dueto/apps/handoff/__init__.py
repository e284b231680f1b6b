"""The hand-off and what follows: clocks, attempts, returns, outcomes."""
