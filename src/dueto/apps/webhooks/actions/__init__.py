"""Writing webhooks: who is told, what is told, what was received. Nobody else does."""
