"""What every test of the pages may ask for."""

from tests.web.live import live

__all__ = ["live"]
