"""Given names as they are written for short, and what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "ma": "maria", "mafer": "maria fernanda", "marifer": "maria fernanda", "maite": "maria teresa",
        "maribel": "maria isabel", "marisa": "maria luisa", "marisol": "maria soledad", "juanma": "juan manuel",
        "josema": "jose maria", "chema": "jose maria", "juanjo": "juan jose", "joselu": "jose luis", "fco": "francisco",
        "paco": "francisco", "pancho": "francisco", "kiko": "francisco", "pepe": "jose", "pepa": "josefa",
        "nacho": "ignacio", "lupe": "guadalupe", "lupita": "guadalupe", "memo": "guillermo", "beto": "alberto",
        "tono": "antonio", "toni": "antonio", "lalo": "eduardo", "edu": "eduardo", "quique": "enrique",
        "kike": "enrique", "rafa": "rafael", "alex": "alejandro", "ale": "alejandra", "gabi": "gabriela",
        "nando": "fernando", "fer": "fernanda", "santi": "santiago", "tere": "teresa", "lola": "dolores",
        "conchita": "concepcion", "concha": "concepcion", "charo": "rosario", "pili": "pilar", "bea": "beatriz",
        "cris": "cristina", "dani": "daniel", "javi": "javier", "manolo": "manuel", "manu": "manuel", "lucho": "luis",
        "perico": "pedro", "caro": "carolina", "pato": "patricio", "paty": "patricia", "patty": "patricia",
        "gabo": "gabriel", "migue": "miguel", "vicky": "victoria", "sofi": "sofia", "cami": "camila", "andy": "andres",
        "rob": "robert", "bob": "robert", "bill": "william", "mike": "michael", "liz": "elizabeth", "kate": "katherine",
        "tom": "thomas", "jim": "james", "joe": "joseph", "dan": "daniel", "sam": "samuel", "tony": "anthony",
    }
)  # fmt: skip


def given_names_in_full(folded: str) -> str:
    """Return folded given names, each short form written out: `ma. fernanda` is `maria fernanda`."""
    words = folded.replace(".", " ").split()
    return " ".join(SHORT.get(word, word) for word in words)
