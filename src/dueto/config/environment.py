"""Settings read from the environment, with types, and with a clear failure where one cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"0", "false", "no", "off", ""})


class UnreadableSetting(SystemExit):
    """A setting that cannot be understood: the process ends at once and says which and why."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r} is not usable: expected {expected}")


def text(name: str, default: str = "") -> str:
    """Return the setting as text."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return the setting as yes or no."""
    value = text(name, "1" if default else "0").lower()
    if value in YES | NO:
        return value in YES
    raise UnreadableSetting(name, value, "1 or 0")


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """Return the setting as a whole number between two bounds."""
    value = text(name, str(default))
    if value.isdigit() and least <= int(value) <= most:
        return int(value)
    raise UnreadableSetting(name, value, f"a whole number from {least} to {most}")


def words(name: str, default: str = "") -> list[str]:
    """Return the setting as a list, written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """Return a secret from the environment, or from the file that `NAME_FILE` names."""
    file = text(f"{name}_FILE")
    if not file:
        return text(name)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UnreadableSetting(f"{name}_FILE", file, f"a readable file ({error.strerror})") from error


def written_in(file: Path) -> str:
    """Return what a file of the home holds, nothing if there is none; `dueto setup` writes the secret key there."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UnreadableSetting("DUETO_HOME", str(file), f"a readable file ({error.strerror})") from error
