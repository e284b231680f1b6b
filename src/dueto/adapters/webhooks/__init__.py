"""Webhooks as the standard has them: signed, sent to where they may go, and checked when they come."""
