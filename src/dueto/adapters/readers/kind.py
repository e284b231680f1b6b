"""Whether a file is a table at all, told by its first bytes, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from dueto.adapters.readers.rows import RefusedFile
from dueto.domain.basics.message import say

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
FOREIGN = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "RAR"), (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
)  # fmt: skip


def read_head(path: Path, *, size: int) -> bytes:
    """Return the first bytes of the file, or refuse what is no readable file."""
    if path.is_dir():
        raise RefusedFile(say("{path} is a folder; name the file inside it", path=str(path)))
    try:
        with path.open("rb") as file:
            head = file.read(size)
    except FileNotFoundError as error:
        raise RefusedFile(say("there is no file {path}; check the name and the folder", path=str(path))) from error
    except OSError as error:
        raise RefusedFile(
            say("{path} cannot be opened ({problem}); close it in other programs and check its permissions",
                path=str(path), problem=error.strerror or "")
        ) from error  # fmt: skip
    if not head.strip():
        raise RefusedFile(say("{path} is empty; export the list again", path=str(path)))
    return head


def kind_of(head: bytes) -> Literal["csv", "xlsx"]:
    """Return whether `head` begins a workbook or a text; refuse what is neither."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "xlsx"
    if head.startswith(OLD_OFFICE):
        if ENCRYPTED_PART in head:
            raise RefusedFile(
                say("the workbook is protected by a password; open it, remove the password and save it again")
            )
        raise RefusedFile(
            say("this is a workbook of an old kind (.xls); open it and save it as .xlsx or as CSV (UTF-8)")
        )
    for mark, name in FOREIGN:
        if head.startswith(mark):
            raise RefusedFile(
                say("this is a {kind} file, not a table; export the list as CSV (UTF-8) or .xlsx", kind=name)
            )
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise RefusedFile(
            say("this is a web page saved under another name; open it in a spreadsheet and save it as .xlsx or CSV")
        )
    if start.startswith((b"{", b"[{", b"[ {", b"[\n")):
        raise RefusedFile(say("this is JSON, not a table; export the list as CSV (UTF-8) or .xlsx"))
    return "csv"
