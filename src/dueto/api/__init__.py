"""The API: JSON for other programs."""
