"""What every test of the pages may ask for."""

from tests.web.live import chromium, live

__all__ = ["chromium", "live"]
