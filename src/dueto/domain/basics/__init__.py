"""Small things that every other room of the domain stands on."""
