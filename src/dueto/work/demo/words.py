"""What sales wrote when it gave something back, and what marketing answered: the words of Nevadal's people."""

from __future__ import annotations

from random import Random
from typing import Final

TOO_SMALL: Final = "demasiado pequeña"
FROM_THE_FAIR: Final = (
    "Una sola sede y dos congeladoras. Para esto no hay proyecto.",
    "Vino a la feria por curiosidad: tiene una cámara y no piensa abrir otra.",
    "Es un puesto de mercado. Amable, pero con un termómetro le basta.",
    "Una sede, tres personas. No audita nadie y no lo necesitan.",
    "Tomó la guía en el stand; pensaba que vendíamos congeladoras.",
    "Una cámara en el garaje. Nos queda chico por donde se mire.",
)
NOTES: Final = {
    "no piensa comprar ahora": (
        "El presupuesto está cerrado hasta el próximo año; pidió que volvamos entonces.",
        "Le interesa, pero primero cambian de planta.",
        "Este trimestre no. Dejó la puerta abierta.",
    ),
    "aún investiga": (
        "Compara opciones para un informe; necesita un caso de su sector.",
        "Quiere entender cómo se valida una cámara antes de hablar de precio.",
        "Está juntando material para convencer a su jefe.",
    ),
    TOO_SMALL: ("Una sola sede; con un registrador suelto le alcanza.", "Dos congeladoras, nada que auditar."),
    "industria que no atendemos": ("Hace eventos; el frío es alquilado.", "Es un laboratorio de enseñanza."),
    "persona equivocada": (
        "Quien decide es su jefa de calidad; quedó en presentarnos.",
        "Ya no trabaja en el área. Nos dio otro nombre.",
    ),
    "no quiere ser contactado": ("Pidió que no le escribamos más.",),
    "dato falso o inválido": ("El teléfono es de otra persona.", "El correo rebota y el número no existe."),
    "no respondió": ("Seis intentos, a horas distintas, por teléfono y por WhatsApp.",),
    "ya es cliente, ya en venta, duplicada": ("Es la misma de la venta que ya llevamos.",),
}
"""By the reason that they gave."""
OF_PERSON: Final = {"emilio-santangel": "Tiene presupuesto en enero; pidió que lo busquemos entonces."}
"""What is told of those with a story."""
WHICH: Final = (
    "de cinco sedes para arriba",
    "con auditoría este año", "una planta, no una tienda", "Conservas Punta Brava", "", "",
)  # fmt: skip
"""What they said when asked which one would have been good; some say nothing."""
ANSWERS: Final = (("agreed", "De acuerdo. Lo revisamos en la definición."), ("agreed", ""), ("agreed", ""),
                  ("disagreed", "Cumplía lo que firmamos; llevémoslo al comité."))  # fmt: skip
MENDED: Final = ("mended", "Corregido: teléfono nuevo, confirmado.")


def note_of(rng: Random, reason: str, *, person: str, fair: bool) -> str:
    """Return what an executive wrote with a return."""
    if person in OF_PERSON:
        return OF_PERSON[person]
    choices = FROM_THE_FAIR if fair and reason == TOO_SMALL else NOTES.get(reason, ("",))
    return rng.choice(choices)


def answer_of(rng: Random, reason: str) -> tuple[str, str]:
    """Return what marketing answered, and with which words."""
    return MENDED if reason == "dato falso o inválido" else rng.choice(ANSWERS)


WRITTEN: Final = (
    "Siete errores al medir el frío", "Lista de control antes de la auditoría",
    "Auditorías sin sorpresas", "Auditorías sin sorpresas en vivo", "Auditorías sin sorpresas grabado",
    "Feria Andina del Frío", "Ficha técnica para farmacias", "Programa auditoría", "Cámara", "Cámara 2", "Artículos",
    "Cuánto cuesta un grado", "Cadena de frío", "Guías", "Agroexportadora Río Seco", "Caso Agroexportadora Río Seco",
    "Búsqueda", "Teléfono entrante", "WhatsApp entrante", "Recomendación de cliente", "Llamada de prospección",
    "Calidad sin sorpresas", "Anuncio en buscador", "Anuncio en red profesional",
    "Agroexportación", "Farmacéutica", "Logística de frío", "Educación", "Presupuesto en enero",
)  # fmt: skip
"""How Nevadal writes its contents, pages and sources."""
