"""Documents that a person named on the command line: read, or refused with everything that is wrong."""

from __future__ import annotations

from pathlib import Path

from dueto.adapters.readers.mapping import Mapping
from dueto.adapters.readers.mapping_file import read_mapping
from dueto.adapters.voice import Voice
from dueto.adapters.yaml_document import MAX_BYTES, RefusedDocument, read_yaml
from dueto.cli.speech import refused, refused_document
from dueto.domain.agreement.agreement import Agreement, RefusedAgreement, read_agreement
from dueto.domain.basics.message import say


def agreement_in(path: Path, *, voice: Voice) -> Agreement:
    """Return the agreement in the file; raises `Refused` with every problem."""
    try:
        document = read_yaml(_text_in(path, voice=voice))
        return read_agreement(document.tree, lines=document.lines)
    except (RefusedDocument, RefusedAgreement) as refusal:
        raise refused_document(path, refusal.problems, voice=voice) from None


def mapping_in(path: Path, *, voice: Voice) -> Mapping:
    """Return the mapping in the file; raises `Refused` with every problem."""
    try:
        return read_mapping(path)
    except RefusedDocument as refusal:
        raise refused_document(path, refusal.problems, voice=voice) from None


def _text_in(path: Path, *, voice: Voice) -> str:
    if not path.is_file():
        raise refused(say("{path} is not a file that can be read", path=str(path)), voice=voice)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1).decode("utf-8-sig")
    except OSError as error:
        raise refused(
            say("{path} cannot be read: {why}", path=str(path), why=str(error.strerror)), voice=voice
        ) from None
    except UnicodeDecodeError as error:
        says = say("{path} is not UTF-8 text (byte {place}); save it as UTF-8", path=str(path), place=error.start)
        raise refused(says, voice=voice) from None
