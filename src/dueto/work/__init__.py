"""The loop over due columns, the inbox and the outbox, and every task."""
