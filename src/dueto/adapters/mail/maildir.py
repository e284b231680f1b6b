"""A mailbox as a folder of this machine: a Maildir, into which a mail server delivers or another program fetches.

Files of a Maildir have no numbers, and their names change when somebody reads them. So the folder keeps a list of ours,
`dueto-uids`: which number each mail was given, in the order of arrival. Nothing else in it is touched.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from dueto.adapters.mail.boxes import MOST_OCTETS, Box, Fetched, Trouble, UnableToRead

LIST: Final = "dueto-uids"
PLACES: Final = ("new", "cur")
"""Where mails lie that nobody has seen yet, and the others; what is in `tmp` is still being written."""


class Maildir:
    """An open folder of this machine. `validity` changes when its list of numbers was lost."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = {file.name.partition(":")[0]: file for file in _files(folder)}
        self.validity, self.next_uid, known = _numbers(folder / LIST)
        self._keys = {uid: key for key, uid in known.items() if key in self._files}
        fresh = sorted(self._files.keys() - known.keys(), key=lambda key: (_arrived(self._files[key]), key))
        self._keys |= dict(enumerate(fresh, self.next_uid))
        self.next_uid += len(fresh)
        if fresh or len(self._keys) < len(known) or not known:
            self._write()

    def uids_after(self, uid: int) -> list[int]:
        """Return the numbers of the mails after `uid`, in their order."""
        return sorted(one for one in self._keys if one > uid)

    def uids_since(self, day: date) -> list[int]:
        """Return the numbers of the mails that arrived on `day` or later."""
        begins = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
        return sorted(uid for uid, key in self._keys.items() if _arrived(self._files[key]) >= begins)

    def fetch(self, uid: int) -> Fetched | None:
        """Return the mail of that number; None if somebody has deleted it meanwhile, or moved it just now."""
        file = self._files[self._keys[uid]]
        try:
            with file.open("rb") as kept:
                octets, arrived = kept.read(MOST_OCTETS), os.fstat(kept.fileno()).st_mtime
        except FileNotFoundError:
            return self._moved(uid)
        return Fetched(uid, octets, datetime.fromtimestamp(arrived, UTC))

    def mark_read(self, uid: int) -> None:
        """Mark the mail as read, as programs that read mail do."""
        file = self._files[self._keys[uid]]
        key, _, flags = file.name.partition(":2,")
        if "S" not in flags and file.exists():
            self._files[key] = file.rename(self._folder / "cur" / f"{key}:2,{''.join(sorted({*flags, 'S'}))}")

    def _moved(self, uid: int) -> Fetched | None:
        """Return the mail where it lies now: whoever reads it in another program gives it another name."""
        key = self._keys[uid]
        place = next((file for file in _files(self._folder) if file.name.partition(":")[0] == key), None)
        if place is None or place == self._files[key]:
            return None
        self._files[key] = place
        return self.fetch(uid)

    def _write(self) -> None:
        lines = [f"{self.validity} {self.next_uid}", *(f"{uid} {self._keys[uid]}" for uid in sorted(self._keys))]
        fresh = self._folder / f"{LIST}.{os.getpid()}"
        fresh.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogateescape")
        fresh.replace(self._folder / LIST)


@contextmanager
def opened(box: Box) -> Iterator[Maildir]:
    """Give the open folder of a mailbox; raises `UnableToRead` where there is none, or it may not be read."""
    folder = Path(box.path)
    if not all((folder / place).is_dir() for place in PLACES):
        raise UnableToRead(Trouble.NO_FOLDER)
    try:
        yield Maildir(folder)
    except PermissionError as error:
        raise UnableToRead(Trouble.REFUSED) from error
    except OSError as error:
        raise UnableToRead(Trouble.UNREACHABLE) from error


def _files(folder: Path) -> Iterator[Path]:
    """Yield the mails; links lead elsewhere and are none."""
    for place in PLACES:
        with os.scandir(folder / place) as found:
            yield from (
                Path(one.path) for one in found if one.is_file(follow_symlinks=False) and not one.name.startswith(".")
            )


def _arrived(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _numbers(file: Path) -> tuple[int, int, dict[str, int]]:
    """Return the validity, the next number, and the number of each mail; a list that cannot be read begins anew."""
    try:
        first, *lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        validity, next_uid = map(int, first.split())
        return validity, next_uid, {key: int(uid) for uid, _, key in (line.partition(" ") for line in lines)}
    except (FileNotFoundError, ValueError):
        return secrets.randbits(48), 1, {}
