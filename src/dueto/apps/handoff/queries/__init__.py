"""Reading hand-offs: the desk, one hand-off, returns, outcomes, notices. Frozen values out, a fixed number of queries."""
