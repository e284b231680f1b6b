"""What people asked of us, whom we forgot, and how long things are kept. Nothing personal stands here, only ids."""

from dueto.apps.privacy.models.erasures import Erasure
from dueto.apps.privacy.models.requests import Request
from dueto.apps.privacy.models.retention import Retention

__all__ = ["Erasure", "Request", "Retention"]
