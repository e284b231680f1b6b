"""Reading conversations: what waits in the mailbox, what was said with somebody, who somebody may be, which doors."""
