"""The record of every decision, and the effects that leave after it."""
