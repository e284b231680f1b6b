"""The settings of the tests: those of the product, with plain static files, a folder of their own and a quick hash."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

HOME = Path(tempfile.gettempdir()) / "dueto-tests"
(HOME / "static").mkdir(parents=True, exist_ok=True)
os.environ.setdefault("DUETO_HOME", str(HOME))
os.environ.setdefault("DUETO_TESTING", "1")

from dueto.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
