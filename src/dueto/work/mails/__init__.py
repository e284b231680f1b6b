"""Every mail that Dueto sends: to whom, and in which words."""
