"""Who is in the base while these pages are opened."""

from tests.web.people.world import people

__all__ = ["people"]
