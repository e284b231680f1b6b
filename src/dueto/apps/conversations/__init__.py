"""Mails, calls and messages: what people said to us, and we to them."""
