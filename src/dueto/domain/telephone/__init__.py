"""Marketing's telephone: whom it may call and why, what it asks, and what somebody's answer rules out."""
