"""The way of a lead: when one opens, which steps it may take, and how it ends."""
