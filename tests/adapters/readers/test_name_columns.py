"""Names that stand in up to five columns, as lists of six countries, of Google Contacts and of Outlook have them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dueto.adapters.readers.guess import guess_mapping
from dueto.adapters.readers.mapping import PARTS
from dueto.adapters.readers.people import PersonRow, read_people
from dueto.adapters.readers.table import open_table

# Header, one row, and the whole name that must come of it.
FORMS = [
    ("Nombre;Apellidos", "María José;Núñez Ibáñez", "María José Núñez Ibáñez"),
    ("Apellidos;Nombre", "Núñez Ibáñez;María José", "María José Núñez Ibáñez"),
    ("Nombres;Apellidos", "María José;Ñahui de la Cruz", "María José Ñahui de la Cruz"),
    ("Nombre(s);Apellido(s)", "Íñigo;Güell", "Íñigo Güell"),
    ("NOMBRES;PATERNO;MATERNO", "JOSÉ LUIS;MUÑOZ;IBÁÑEZ", "José Luis Muñoz Ibáñez"),
    ("PATERNO;MATERNO;NOMBRES", "Muñoz;Ibáñez;José Luis", "José Luis Muñoz Ibáñez"),
    ("Nombre;Apellido paterno;Apellido materno", "Rocío;TELLO;VEGA", "Rocío Tello Vega"),
    ("Ap. Paterno;Ap. Materno;Nombre", "Tello;Vega;Rocío", "Rocío Tello Vega"),
    ("Nombres;Primer apellido;Segundo apellido", "Ángela;Niño;Ordóñez", "Ángela Niño Ordóñez"),
    (
        "Primer nombre;Segundo nombre;Primer apellido;Segundo apellido", "Ana;Lucía;Pérez;de la Rosa",
        "Ana Lucía Pérez de la Rosa",
    ),
    ("Nombre;1er Apellido;2º Apellido", "Begoña;García;García", "Begoña García García"),
    ("Nombre;Apellido 1;Apellido 2", "Begoña;Núñez;", "Begoña Núñez"),
    ("Nombre;Apellidos;Segundo apellido", "Begoña;Núñez Ibáñez;Ibáñez", "Begoña Núñez Ibáñez"),
    ("Nombre y apellidos;Correo", "Agustín Yáñez;a@a.example", "Agustín Yáñez"),
    ("Apellidos y Nombres;Correo", "Yáñez Peña, Agustín;a@a.example", "Agustín Yáñez Peña"),
    ("Nombre/Apellido;Correo", "Agustín Yáñez;a@a.example", "Agustín Yáñez"),
    ("Nombre completo;Apellidos", "Agustín;Yáñez Peña", "Agustín Yáñez Peña"),
    ("Nombre completo;Apellidos", "Agustín Yáñez;Yáñez Peña", "Agustín Yáñez Peña"),
    ("Nombre;Nombre completo;Apellidos", "Agustín;Agustín Yáñez;Yáñez", "Agustín Yáñez"),
    ("Nombre;Apellidos", "Agustín Yáñez;Yáñez", "Agustín Yáñez"),
    ("Nombre;Empresa", "Agustín Yáñez;Frío SAC", "Agustín Yáñez"),
    ("Nombre (obligatorio);Apellidos (obligatorio)", "Agustín;Yáñez", "Agustín Yáñez"),
    ("Contacto;Empresa", "Agustín Yáñez;Frío SAC", "Agustín Yáñez"),
    ("Nombre del contacto;Apellidos del contacto", "Agustín;Yáñez", "Agustín Yáñez"),
    ("Participante;Apellidos", "Agustín;Yáñez", "Agustín Yáñez"),
    ("Segundo apellido;Nombres", "Vega;Rocío", "Rocío Vega"),
    ("Name;Surname", "Mary;O'Brien", "Mary O'Brien"),
    ("Name;Last Name", "Mary;O'Brien", "Mary O'Brien"),
    ("Name;Last Name", "Mary O'Brien;O'Brien", "Mary O'Brien"),
    ("Full Name;Email", "Mary O'Brien;m@a.example", "Mary O'Brien"),
    ("First Name;Middle Name;Last Name", "Mary;Anne;O'Brien", "Mary Anne O'Brien"),
    ("Given Name;Family Name", "Mary;O'Brien", "Mary O'Brien"),
    ("Forename;Surname", "Mary;O'Brien", "Mary O'Brien"),
    ("LastName;FirstName;Name", "O'Brien;Mary;Mary O'Brien", "Mary O'Brien"),
    # Google Contacts, before and since 2024
    (
        "Name;Given Name;Additional Name;Family Name;Name Prefix;Notes;E-mail 1 - Type;E-mail 1 - Value",
        "Ana Lucía Pérez Gil;Ana;Lucía;Pérez Gil;;;Work;ana@a.example", "Ana Lucía Pérez Gil",
    ),
    (
        "First Name;Middle Name;Last Name;Phonetic First Name;Nickname;Labels;E-mail 1 - Label;E-mail 1 - Value",
        "Ana;Lucía;Pérez Gil;;;* myContacts;Work;ana@a.example", "Ana Lucía Pérez Gil",
    ),
    # Outlook, in English and Spanish
    (
        "Title;First Name;Middle Name;Last Name;Suffix;Company;Department;Job Title;E-mail Address;Business Phone",
        ";Ana;;Pérez Gil;;Frío SAC;;Jefa de calidad;ana@a.example;+51 1 441 7000", "Ana Pérez Gil",
    ),
    (
        "Nombre;Segundo nombre;Apellidos;Sufijo;Organización;Departamento;Puesto;Dirección de correo electrónico",
        "Ana;Lucía;Pérez Gil;;Frío SAC;;Jefa de calidad;ana@a.example", "Ana Lucía Pérez Gil",
    ),
]  # fmt: skip


def read(folder: Path, header: str, row: str, *, encoding: str = "utf-8") -> PersonRow:
    """Return the person of a list of one row, its columns as guessed."""
    path = folder / "lista.csv"
    path.write_bytes(f"{header}\r\n{row}\r\n".encode(encoding))
    table = open_table(path)
    [person] = read_people(path, mapping=guess_mapping(table.headers, table.sample()))
    assert isinstance(person, PersonRow)
    return person


@pytest.mark.parametrize(("header", "row", "name"), FORMS)
def test_no_surname_is_lost_whatever_the_columns_are_called(tmp_path: Path, header: str, row: str, name: str) -> None:
    person = read(tmp_path, header, row)

    assert person.values["full_name"] == name
    assert not set(PARTS) & set(person.values)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_names_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    person = read(tmp_path, "Nombre;Apellidos;País", "María José;Ñahui Güell;Perú", encoding=encoding)

    assert person.values["full_name"] == "María José Ñahui Güell"
    assert (person.values["first_name"], person.values["last_name"]) == ("María José", "Ñahui Güell")


def test_given_name_and_surnames_keep_their_fields(tmp_path: Path) -> None:
    header = "Primer nombre;Segundo nombre;Apellido paterno;Apellido materno"
    person = read(tmp_path, header, "José;Luis;Muñoz;Ibáñez")

    assert (person.values["first_name"], person.values["last_name"]) == ("José Luis", "Muñoz Ibáñez")
    assert guess_mapping(header.split(";"), []).fields() == ("first_name", "last_name")


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("Cargo/Puesto", "role"), ("Empresa / Institución", "company"), ("Empresa (o institución)", "company"),
        ("Correo electrónico / E-mail", "email"), ("Celular/WhatsApp", "mobile"), ("País/Región", "country"),
        ("Organización", "company"), ("Teléfono 2", "mobile"),
    ],
)  # fmt: skip
def test_a_header_of_two_words_for_one_thing_is_that_thing(header: str, meant: str) -> None:
    assert dict(guess_mapping([header], []).columns) == {header: meant}


@pytest.mark.parametrize("header", ["Correo / Teléfono", "Empresa/Nombre", "Ciudad (País)"])
def test_a_header_of_two_things_is_left_out_with_the_reason(header: str) -> None:
    mapping = guess_mapping([header], [])

    assert dict(mapping.columns) == {}
    assert "name one to use it" in str(mapping.left_out[header])


def test_a_second_phone_leaves_its_place_to_the_mobile() -> None:
    mapping = guess_mapping(["Teléfono", "Teléfono 2", "Celular"], [])

    assert dict(mapping.columns) == {"Teléfono": "phone", "Celular": "mobile"}
    assert set(mapping.left_out) == {"Teléfono 2"}


def test_two_words_for_a_name_beside_surnames_lose_nothing_in_silence() -> None:
    mapping = guess_mapping(["Nombre", "Contacto", "Apellidos"], [("Ana", "por correo", "Gil")])

    assert dict(mapping.columns) == {"Nombre": "first_name", "Apellidos": "last_name"}
    assert set(mapping.left_out) == {"Contacto"}


def test_an_empty_column_leaves_its_meaning_to_one_that_holds_something() -> None:
    rows = list(csv.reader(["Title,Job Title", ",Jefa de calidad", ",Gerente"]))

    mapping = guess_mapping(rows[0], rows[1:])

    assert dict(mapping.columns) == {"Job Title": "role"}
    assert "looked at" in str(mapping.left_out["Title"])
