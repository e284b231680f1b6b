"""Documents that a person named on the command line: read, or refused with everything that is wrong."""

from __future__ import annotations

from pathlib import Path

from dueto.adapters.readers.mapping import Mapping
from dueto.adapters.readers.mapping_file import mapping_from
from dueto.adapters.voice import Voice
from dueto.adapters.yaml_document import MAX_BYTES, RefusedDocument, YamlDocument, read_yaml
from dueto.cli.speech import refused, refused_document
from dueto.domain.agreement.agreement import Agreement, RefusedAgreement, read_agreement
from dueto.domain.basics.message import say


def agreement_in(path: Path, *, voice: Voice) -> Agreement:
    """Return the agreement in the file; raises `Refused` with every problem."""
    try:
        document = _document_in(path, voice=voice)
        return read_agreement(document.tree, lines=document.lines)
    except (RefusedDocument, RefusedAgreement) as refusal:
        raise refused_document(path, refusal.problems, voice=voice) from None


def mapping_in(path: Path, *, voice: Voice) -> Mapping:
    """Return the mapping in the file; raises `Refused` with every problem."""
    try:
        return mapping_from(_document_in(path, voice=voice))
    except RefusedDocument as refusal:
        raise refused_document(path, refusal.problems, voice=voice) from None


def _document_in(path: Path, *, voice: Voice) -> YamlDocument:
    if not path.is_file():
        raise refused(say("{path} is not a file that can be read", path=str(path)), voice=voice)
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise refused(say("{path} is larger than 1 MB; split or shorten it", path=str(path)), voice=voice)
    try:
        return read_yaml(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        says = say("{path} is not UTF-8 text (byte {place}); save it as UTF-8", path=str(path), place=error.start)
        raise refused(says, voice=voice) from None
