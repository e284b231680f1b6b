"""What the headers of real exports mean, in English and Spanish, as labels and as API names.

A header is compared without accents, case, punctuation and the joints of `camelCase`, so `LeadSource`, `Lead Source`
and `lead_source` are one entry.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from dueto.adapters.readers.name_words import BARE_NAMES, NAME_WORDS
from dueto.domain.basics.text import fold

JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
NO_WORD = re.compile(r"[^\w]+|_+")
CUSTOM = re.compile(r"(__c|__pc)$")
EITHER = re.compile(r"[/|(]")
OBJECT = re.compile(r"^(person|organization|contact|lead|persona|contacto|prospecto|organizacion) (?=.)")

_MEANT = {
    **NAME_WORDS,
    "full_name": "|".join((NAME_WORDS["full_name"], *sorted(BARE_NAMES))),
    "person": (
        "id|person|persona|record id|lead id|leadid|contact id|prospect id|customer id|person id|mql id|rec id|numero|"
        "codigo|cod|identificador|id contacto|id prospecto|id cliente|id persona|pk|clave|unique id|uuid|external id"
    ),
    "email": (
        "email|e mail|mail|email address|e mail address|work email|business email|email work|correo|"
        "correo electronico|direccion de correo|direccion de correo electronico|email 1|primary email|"
        "correo de trabajo|correo corporativo|correo institucional|correo personal|correo 1|e mail 1 value"
    ),
    "phone": (
        "phone|phone number|telephone|tel|telefono|telefonos|telefono fijo|work phone|business phone|phone 1|"
        "numero de telefono|telefono de trabajo|telefono del trabajo|fijo|primary phone|telefono 1|phone 1 value|"
        "telefono de contacto"
    ),
    "mobile": (
        "mobile|mobile phone|mobilephone|mobile number|cell|cell phone|cellphone|celular|movil|telefono movil|"
        "telefono celular|whatsapp|numero de celular|whatsapp phone number|celular 1|telefono celular 1"
    ),
    "company": (
        "company|company name|account|account name|accountname|organization|organisation|organization name|"
        "organisation name|associated company|empresa|compania|razon social|nombre de la empresa|nombre empresa|"
        "nombre de empresa|nombre comercial|cuenta|employer|business name|institucion|organizacion|entidad|"
        "organization 1 name|empresa donde trabaja|centro de trabajo"
    ),
    "role": (
        "title|job title|jobtitle|position|role|cargo|puesto|puesto de trabajo|funcion|ocupacion|job function|"
        "nombre del puesto|job|organization title|organization 1 title|cargo que ocupa"
    ),
    "country": (
        "country|country region|pais|pais region|country code|mailing country|billing country|codigo de pais|"
        "country name|nacion|business country|business country region|address 1 country|pais de residencia"
    ),
    "region": (
        "state|state region|state province|region|province|mailing state province|mailing state|billing state|"
        "provincia|departamento|estado provincia|estado region|comunidad autonoma"
    ),
    "city": (
        "city|mailing city|billing city|ciudad|localidad|town|municipio|poblacion|distrito|business city|address 1 city"
    ),
    "address": (
        "address|address1|street|street address|mailing street|billing street|direccion|domicilio|"
        "organization address|calle|address line 1|direccion postal"
    ),
    "sector": "sector|rubro|giro|actividad economica|sector economico",
    "industry": "industry|industria|industry type|business segment",
    "employees": (
        "employees|number of employees|numberofemployees|no of employees|num employees|company size|headcount|"
        "empleados|numero de empleados|n de empleados|trabajadores|numero de trabajadores|tamano de la empresa|"
        "employee count"
    ),
    "sites": (
        "sites|number of sites|locations|number of locations|numberof locations|numberoflocations|branches|sedes|"
        "numero de sedes|sedes con frio|sucursales|numero de sucursales|locales"
    ),
    "revenue": (
        "revenue|annual revenue|annualrevenue|yearly revenue|ingresos|ingresos anuales|facturacion|"
        "facturacion anual|ventas anuales|declared monthly revenue"
    ),
    "website": (
        "website|website url|web|web site|url web|company domain name|domain|sitio web|pagina web|dominio|web page"
    ),
    "tax_id": (
        "tax id|vat|vat number|tax number|ruc|rfc|nit|rut|cuit|nif|cif|dni|identificacion fiscal|"
        "numero de identificacion fiscal|numero de ruc|tax identification number"
    ),
    "source": (
        "lead source|leadsource|source|origin|original source|origen|fuente|fuente de origen|origen del prospecto|"
        "fuente del prospecto|original traffic source|platform|canal|channel|procedencia|utm source|"
        "deal deal source"
    ),
    "campaign": "campaign|campaign name|campana|utm campaign|nombre de campana|nombre de la campana",
    "heard_from": (
        "heard from|how did you hear about us|how did you hear|como nos conocio|como se entero|"
        "como supo de nosotros|referred by|recomendado por"
    ),
    "status": (
        "lead status|leadstatus|status|lifecycle stage|estado|estatus|situacion|etapa|estado del prospecto|"
        "estado del lead|contact status"
    ),
    "owner": (
        "owner|owner id|ownerid|lead owner|contact owner|owner alias|responsable|propietario|ejecutivo|vendedor|"
        "propietario del contacto|potential owner|company owner|deal owner|asignado a|assigned to|salesperson|"
        "sales rep"
    ),
    "timing": "timing|timeframe|time frame|purchase timeframe|plazo|plazo de compra|cuando piensa comprar",
    "budget": "budget|presupuesto",
    "need": "need|needs|necesidad|necesidades|requirement|requirements|requerimiento|pain point|dolor",
    "language": "language|preferred language|idioma|lengua",
    "consent": (
        "consent|email opt in|opt in|marketing consent|legal basis|consentimiento|acepta comunicaciones|"
        "autoriza contacto|acepta recibir comunicaciones"
    ),
    "known_at": (
        "create date|created date|createddate|created time|created at|created|creation date|date created|"
        "date added|first contact date|connected on|fecha de creacion|fecha creacion|creado|creado el|"
        "fecha de alta|fecha alta|fecha de registro|fecha registro|fecha de ingreso|added on|submitted at|fecha"
    ),
    "modified_at": (
        "last modified date|lastmodifieddate|modified time|last modified|updated at|modified date|modified at|"
        "fecha de modificacion|ultima modificacion|fecha de actualizacion"
    ),
    "area": "area code|codigo de area|cod tel|cod area|prefijo|codigo telefonico|ddn|lada|caracteristica|phone area",
    "outcome": (
        "converted|is converted|isconverted|won|is won|closed won|outcome|desenlace|ganado|ganada|convertido|"
        "deal status"
    ),
}


def spelled(header: str) -> str:
    """Return `header` without punctuation, accents, case and camel joints."""
    return NO_WORD.sub(" ", fold(JOINT.sub(" ", CUSTOM.sub("", header.strip().strip("*"))))).strip()


def meaning_of(header: str) -> str | None:
    """Return the field (or role such as `person`, `known_at`, `area`, `outcome`) that the header names."""
    words = spelled(header)
    if " - " in header or words.startswith(("mailing ", "billing ")):
        return MEANINGS.get(words) or MEANINGS.get(OBJECT.sub("", words))
    return MEANINGS.get(words) or MEANINGS.get(words.replace(" ", "")) or _of_either(header)


def second_meaning_of(header: str) -> str | None:
    """Return the field that a further column of its kind can fill where no other does: a second phone."""
    return FURTHER.get(spelled(header))


def is_bare_name(header: str) -> bool:
    """Return whether the header is the word for a name, without saying how much of it."""
    words = [spelled(part) for part in (header, *EITHER.split(header)) if part.strip()]
    is_bare = any(one in BARE_NAMES or OBJECT.sub("", one) in BARE_NAMES for one in words)
    return is_bare and not any(MEANINGS.get(one) == "last_name" for one in words)


def _of_either(header: str) -> str | None:
    """Return what `Cargo/Puesto` or `Empresa (Institución)` means: what is known of its words, if that is one thing."""
    parts = EITHER.split(header)
    meant = {MEANINGS.get(spelled(part)) for part in parts if part.strip()} if len(parts) > 1 else set()
    known = meant - {None}
    if known and known <= {"full_name", "first_name", "last_name"} and {"last_name"} < known:
        return "full_name"
    return known.pop() if len(known) == 1 else None


AFTER_SALES = re.compile(
    r"\b(?:converted|last activity|last notable|tags?|lead quality|lead profile|asymmetrique|clos(?:e|ed|ing) date|"
    r"won time|lost|probability|stage|forecast|expected revenue|cierre|perdida|perdido|ultima actividad|probabilidad)\b"
)


def is_after_sales(header: str) -> bool:
    """Return whether the column is usually filled in once sales has had the prospect, so that it tells the end."""
    return AFTER_SALES.search(spelled(header)) is not None


MEANINGS = MappingProxyType({spelled(word): field for field, words in _MEANT.items() for word in words.split("|")})
FURTHER = MappingProxyType(
    dict.fromkeys(
        ("telefono 2", "telefono secundario", "telefono alterno", "telefono alternativo", "otro telefono", "phone 2",
         "phone 2 value", "other phone", "secondary phone", "alternate phone", "celular 2", "home phone"), "mobile",
    )
)  # fmt: skip
