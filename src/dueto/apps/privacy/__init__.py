"""What a person may ask of us: what we hold, to be forgotten; and how long we keep it."""
