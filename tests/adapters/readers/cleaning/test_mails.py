from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.adapters.readers.cleaning.mails import mail_kind, mail_of
from dueto.adapters.readers.cleaning.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mailto:Ana@Empresa.pe?subject=x", "ana@empresa.pe"),
        ("Ana Pérez <ana@empresa.pe>", "ana@empresa.pe"),
        (" ana @ empresa.pe. ", "ana@empresa.pe"),
        ("uno@a.pe; dos@b.pe", "uno@a.pe"),
        ("<ana@nevadal.example>,", "ana@nevadal.example"),
        ("josé@empresa.pe", "josé@empresa.pe"),
        ("ana@españa.es", "ana@españa.es"),
        ("o'brien@empresa.pe", "o'brien@empresa.pe"),
    ],
)
def test_it_gives_one_clean_address(text: str, address: str) -> None:
    assert mail_of(text) == address


@pytest.mark.parametrize("text", ["ana@localhost", "ana@empresa", "ana..x@e.pe", "@", "a b", "x" * 70 + "@e.pe"])
def test_it_refuses_what_cannot_be_an_address(text: str) -> None:
    assert isinstance(mail_of(text), Refusal)


@given(st.text(max_size=40))
def test_it_answers_whatever_is_typed(text: str) -> None:
    assert isinstance(mail_of(text), str | Refusal)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("ana@nevadal.example", "company"),
        ("ventas@rio.pe", "company;shared"),
        ("ventas2@rio.pe", "company;shared"),
        ("atencion.clientes@rio.pe", "company;shared"),
        ("juan@gmail.com", "free"),
        ("x@yahoo.com.ar", "free"),
        ("x@mail.yahoo.com", "free"),
        ("info@hotmail.com", "free;shared"),
        ("a@cuvox.de", "disposable"),
    ],
)
def test_it_tells_the_kind_of_address(address: str, kind: str) -> None:
    assert mail_kind(address) == kind
