"""Which encoding a text file was saved in, found by reading it once in pieces.

The whole file is looked at, because the first accent may stand on the last row; what is kept is a small sample.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer
import ftfy

from dueto.adapters.readers.rows import RefusedFile
from dueto.domain.basics.message import say

PIECE = 1 << 20
SAMPLE = 64_000
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
EIGHT_BIT = ("cp1252", "mac_roman", "cp850")
BROKEN = re.compile("[\udc80-\udcff]")
ACCENTED = re.compile("[^\x00-\x7f\udc80-\udcff]")
ENTITY = re.compile(rb"&(?:[a-zA-Z]{2,8}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4});")
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
# What a wrong guess looks like: a sign inside a word (but not in `don’t` or `O’Brien`), a capital accent before a
# small letter, letters that neither Spanish nor English has.
ODD = re.compile(
    "(?<=[^\\W\\d_])(?!’(?:s|t|re|ll|ve|d|m)\\b)(?<!\\b[dlDLOo])[^\x00-\x7f\\w\\s·](?=[^\\W\\d_])"
    "|[A-Za-z][À-ÞŒŠŸŽ](?=[a-z])|(?<=[a-z])[ªº](?=[a-z])|[ƒþðÞÐ¶§¬√∫≈◊±¸˚¯]|[\x80-\x9f]|[\udc80-\udcff]"
)
# What the two bytes of an accented Latin letter look like when they are read one by one.
LEFTOVER = re.compile("[ÃÂ√]|â€")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes become text, and what has to be watched or mended on the way."""

    name: str
    errors: str
    line_end: str
    nul: bool
    broken: bool
    mojibake: bool
    entities: bool


def encoding_of(path: Path, *, head: bytes) -> Encoding:
    """Return the encoding of the text file at `path`, whose first bytes are `head`."""
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None) or _unmarked_wide(head)
    if marked and marked != "utf-8-sig":
        end = _line_end(head.decode(marked, "ignore"))
        return Encoding(marked, "replace", end, nul=False, broken=True, mojibake=False, entities=False)
    if len(CONTROL.findall(head)) + head.count(0) > len(head) * 0.05:
        raise RefusedFile(
            say("this is not text but binary data; export the list again as CSV (UTF-8) or as an Excel workbook")
        )
    end = _line_end(head.decode("latin-1"))
    scan = _scan(path)
    if scan.broken > scan.accented:
        name = _eight_bit(scan.sample)
        return Encoding(name, "surrogateescape", end, scan.nul, True, False, scan.entities)
    mojibake = _is_mojibake(scan.sample.decode("utf-8", "ignore"))
    name = marked or "utf-8"
    return Encoding(name, "surrogateescape", end, scan.nul, scan.broken > 0, mojibake, scan.entities)


@dataclass(slots=True)
class _Scan:
    accented: int = 0
    broken: int = 0
    nul: bool = False
    entities: bool = False
    sample: bytes = b""


def _scan(path: Path) -> _Scan:
    scan = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            scan.nul = scan.nul or b"\0" in piece
            scan.entities = scan.entities or ENTITY.search(piece) is not None
            text = decoder.decode(piece)
            if text.isascii():
                continue
            scan.broken += len(BROKEN.findall(text))
            scan.accented += len(ACCENTED.findall(text))
            if len(scan.sample) < SAMPLE:
                lines = (line[:4000] for line in piece.splitlines() if not line.isascii())
                scan.sample = (scan.sample + b"\n".join(lines) + b"\n")[:SAMPLE]
        scan.broken += len(BROKEN.findall(decoder.decode(b"", final=True)))
    return scan


def _line_end(head: str) -> str:
    """Return the carriage return where lines end in it alone, as old Macs wrote; else the line feed."""
    alone = head.count("\r") - head.count("\r\n")
    return "\r" if alone > head.count("\n") and "\n" not in head[: head.find("\r") + 2] else "\n"


def _unmarked_wide(head: bytes) -> str | None:
    pairs = max(len(head) // 2, 1)
    if head[1::2].count(0) > pairs * 0.4 and head[::2].count(0) < pairs * 0.05:
        return "utf-16-le"
    if head[::2].count(0) > pairs * 0.4 and head[1::2].count(0) < pairs * 0.05:
        return "utf-16-be"
    return None


def _eight_bit(sample: bytes) -> str:
    """Return the 8-bit encoding that leaves the fewest oddities; at a tie the least messy, then the commonest."""
    messy = {match.encoding: match.chaos for match in charset_normalizer.from_bytes(sample, cp_isolation=[*EIGHT_BIT])}

    def strangeness(name: str) -> tuple[int, float, int]:
        oddities = len(ODD.findall(sample.decode(name, "surrogateescape")))
        return oddities, messy.get(name, 1.0), EIGHT_BIT.index(name)

    return min(EIGHT_BIT, key=strangeness)


def _is_mojibake(sample: str) -> bool:
    lines = [line for line in sample.splitlines() if not line.isascii()]
    mended = sum(LEFTOVER.search(line) is not None and ftfy.fix_encoding(line) != line for line in lines)
    return mended > 0 and mended * 2 >= len(lines)
