"""Reading the base: who somebody is, what they did, what is known of them and from where."""
