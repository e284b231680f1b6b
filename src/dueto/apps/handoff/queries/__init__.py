"""Reading hand-offs: the desk, one of them, returns, outcomes, notices. Frozen values, a fixed number of queries."""
