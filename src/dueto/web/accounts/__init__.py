"""Log-in, second factor, invitations."""
