"""Makes again what docs/proof/ shows: `make proof`."""
