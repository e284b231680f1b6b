"""The tags that every template has: `say`, `said`, numbers, times, marks and components."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dueto.apps.conversations.channel_words import channel_words
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message
from dueto.web import speech
from dueto.web.templatetags import components, marks, problems, sentences
from dueto.web.templatetags.reading import reader_of

register = Library()
register.tag("say", sentences.say)
register.tag("say_many", sentences.say_many)
register.tag("component", components.component)
register.simple_tag(marks.icon, name="icon")
register.simple_tag(marks.note, name="note")
register.simple_tag(marks.avatar, name="avatar")
register.filter("problems", problems.problems)


@register.filter
def spelled(text: object) -> Folded:
    """Return a folded word of the company's own, to be said as it is written."""
    return Folded(str(text))


@register.filter
def channel(text: object) -> Message | Folded:
    """Return what a channel is called in the reader's language."""
    return channel_words(str(text))


@register.simple_tag(takes_context=True)
def reader_language(context: Context) -> str:
    """Return the reader's language; a voice cannot be looked up in a template, which would call it."""
    return reader_of(context).voice.language


@register.simple_tag(takes_context=True)
def said(context: Context, value: object) -> str:
    """Return a value (message, term, number, day, text…) as the reader reads it."""
    return value if isinstance(value, SafeString) else speech.said(value, reader=reader_of(context))


@register.simple_tag(takes_context=True)
def number(context: Context, value: Any) -> str:
    """Return a number in the manner of the reader's country."""
    reader = reader_of(context)
    if isinstance(value, (int, float, Decimal)):
        return speech.number(value, reader=reader)
    return speech.said(value, reader=reader)


@register.simple_tag(takes_context=True)
def money(context: Context, amount: Any, currency: str = "USD") -> str:
    """Return an amount with the code of its currency."""
    return speech.money(amount, currency, reader=reader_of(context))


@register.simple_tag(takes_context=True)
def percent(context: Context, share: float, digits: int | None = None) -> str:
    """Return a share (0.67) as a percentage."""
    return speech.percent(share, digits=digits, reader=reader_of(context))


@register.simple_tag(takes_context=True)
def day(context: Context, value: date) -> SafeString:
    """Return a day: today, yesterday, Mar 5."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), speech.day(value, reader=reader_of(context)))


@register.simple_tag(takes_context=True)
def whole_day(context: Context, value: date) -> SafeString:
    """Return a day with its weekday: Thursday, March 5."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), speech.whole_day(value, reader=reader_of(context))
    )


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime) -> SafeString:
    """Return an instant as day and time in the reader's zone."""
    reader = reader_of(context)
    return _time(value, speech.moment(value, reader=reader), reader)


@register.simple_tag(takes_context=True)
def clock_time(context: Context, value: datetime) -> SafeString:
    """Return the time of day in the reader's zone."""
    reader = reader_of(context)
    return _time(value, speech.clock_time(value, reader=reader), reader)


@register.simple_tag(takes_context=True)
def ago(context: Context, value: datetime) -> SafeString:
    """Return how long ago an instant was: 3 seconds ago."""
    reader = reader_of(context)
    return _time(value, speech.ago(value, reader=reader), reader)


@register.simple_tag(takes_context=True)
def left(context: Context, value: datetime) -> SafeString:
    """Return the time left until an instant, by the wall clock: 3 h 40 min left."""
    reader = reader_of(context)
    return _time(value, speech.left(value, reader=reader), reader)


@register.simple_tag(takes_context=True)
def span(context: Context, value: timedelta) -> str:
    """Return a length of time: 3 h 40 min."""
    return speech.span(value, reader=reader_of(context))


def _time(value: datetime, words: str, reader: speech.Reader) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), speech.exactly(value, reader=reader), words
    )
