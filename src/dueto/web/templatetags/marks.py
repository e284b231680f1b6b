"""Small marks: icons, note heads, initials."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

HEADS = {
    "marketing": '<ellipse cx="8" cy="8" rx="5.8" ry="4" transform="rotate(-22 8 8)"/>',
    "sales": '<ellipse cx="8" cy="8" rx="6.6" ry="4.8" transform="rotate(-22 8 8)"/>',
}
BOTH = (
    '<g class="note-marketing"><ellipse cx="8" cy="8" rx="5.8" ry="4" transform="rotate(-22 8 8)"/></g>'
    '<g class="note-sales"><ellipse cx="20" cy="8" rx="6.6" ry="4.8" transform="rotate(-22 20 8)"/></g>'
)


def icon(name: str, label: str = "") -> SafeString:
    """Return the icon `name` of the sprite; without a label it is decoration."""
    address = f"{static('dueto/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address)


def note(voice: str, label: str = "") -> SafeString:
    """Return the note head of a team: hollow for marketing, filled for sales, both for what is shared."""
    box = "0 0 16 16" if voice in HEADS else "0 0 28 16"
    kind = voice if voice in HEADS else "both"
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    # The drawings are constants of this module.
    head = mark_safe(HEADS.get(voice, BOTH))  # noqa: S308
    return format_html('<svg class="note note-{}" viewBox="{}" focusable="false" {}>{}</svg>', kind, box, said, head)


def initials(name: str) -> str:
    """Return the initials of the first two words of a name that begin with a letter."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    first = [word for word in words if word[0].isupper()] or words
    return "".join(word[0] for word in first[:2]).upper() or "·"


def avatar(name: str, voice: str = "") -> SafeString:
    """Return the initials of a person in the form of their team: a ring for marketing, a disc for sales."""
    return format_html('<span class="avatar" data-voice="{}" aria-hidden="true">{}</span>', voice, initials(name))
