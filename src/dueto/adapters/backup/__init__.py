"""Keeping copies of an installation: the archive, the databases, and who must not come back with them."""
