"""One file that holds a whole installation: first what is in it, with its checksums, then the files themselves."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

FORMAT: Final = 1
NAME: Final = "manifest.json"
LARGEST_MANIFEST: Final = 5_000_000
PIECE: Final = 1_000_000
Progress = Callable[[int, int], None]


class Unusable(Exception):
    """The file is no backup, or not whole; `what` says where it is broken."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: by which version it was made and when, how far its database had come, and every file."""

    dueto: str
    made_at: str
    engine: str
    migrations: list[list[str]]
    columns: dict[str, list[str]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT


def pack(folder: Path, out: Path, manifest: Manifest, *, progress: Progress) -> Manifest:
    """Return the manifest with every file of `folder`, packed into `out`: whole, safely on the disk, or not at all."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = {path.relative_to(folder).as_posix(): _described(path) for path in files}
    manifest = Manifest(**{**asdict(manifest), "files": listed})
    unfinished = out.with_name(f".{out.name}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
                said = json.dumps(asdict(manifest), indent=1).encode()
                archive.addfile(_entry(NAME, len(said)), io.BytesIO(said))
                for number, path in enumerate(files):
                    name = path.relative_to(folder).as_posix()
                    with path.open("rb") as content:
                        archive.addfile(_entry(name, listed[name]["size"]), content)
                    progress(number + 1, len(files))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def manifest_of(file: Path) -> Manifest:
    """Return what a backup says of itself; raises `Unusable`."""
    try:
        with tarfile.open(file, mode="r:gz") as archive:
            first = archive.next()
            if first is None or first.name != NAME or first.size > LARGEST_MANIFEST:
                raise Unusable(NAME)
            content = archive.extractfile(first)
            said = json.loads(content.read()) if content else None
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Unusable(NAME) from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Unusable(NAME)
    try:
        return Manifest(**said)
    except TypeError as error:
        raise Unusable(NAME) from error


def unpack(file: Path, folder: Path, manifest: Manifest, *, progress: Progress) -> None:
    """Write every file of a backup into an empty folder, each compared with its checksum; raises `Unusable`."""
    left = dict(manifest.files)
    try:
        with tarfile.open(file, mode="r:gz") as archive:
            archive.next()
            while (entry := archive.next()) is not None:
                said = left.pop(entry.name, None)
                if said is None or not entry.isfile() or not _is_inside(entry.name):
                    raise Unusable(entry.name)
                content = archive.extractfile(entry)
                if content is None or _written(content, folder / entry.name) != said["sha256"]:
                    raise Unusable(entry.name)
                progress(len(manifest.files) - len(left), len(manifest.files))
    except (tarfile.TarError, EOFError) as error:
        raise Unusable(next(iter(left), file.name)) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise Unusable(next(iter(left), file.name)) from error
    if left:
        raise Unusable(next(iter(left)))


def applied_in(manifest: Manifest) -> set[tuple[str, str]]:
    """Return the migrations that its database had."""
    return {(app, name) for app, name in manifest.migrations}


def _described(path: Path) -> Mapping[str, Any]:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return {"size": path.stat().st_size, "sha256": digest.hexdigest()}


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _written(content: Any, path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(PIECE):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
