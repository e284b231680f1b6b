"""Reading webhooks: who is told, how the telling went, and what was received."""
