"""Reading planned calls: whom to ring now, what to ask, and how the calls went."""
