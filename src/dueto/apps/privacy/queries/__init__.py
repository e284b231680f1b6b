"""Reading what is held about a person, and how privacy stands."""
