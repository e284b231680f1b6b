"""What somebody did, in words, and how long ago."""

from __future__ import annotations

from datetime import date

from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.qualification.history import Activity

_BY_STATUS = {
    "attended": say("attended {item}"),
    "registered": say("signed up for {item}"),
    "absent": say("did not come to {item}"),
}
_BY_KIND = {
    "mail_click": say("opened a link of {item}"),
    "download": say("downloaded {item}"),
    "event": say("was at {item}"),
    "reply": say("answered {item}"),
}
_WITHOUT_ITEM = {
    "visit": say("visited our pages"),
    "mail_click": say("opened a link in a mail"),
    "download": say("downloaded something"),
    "form": say("filled in a form"),
    "event": say("came to an event"),
    "reply": say("answered a mail"),
    "call": say("spoke by telephone"),
    "message": say("wrote a message"),
    "meeting": say("met us"),
}


def deed(activity: Activity) -> Message:
    """Return what was done, without its time: attended «Auditorías sin sorpresas»."""
    values = activity.attributes
    if activity.kind == "visit" and (page := _page(values.get("path", ""))):
        return say("visited the page {page}", page=page)
    if activity.kind == "form" and "form" in values:
        return say("filled in the form {form}", form=titled(values["form"]))
    if activity.kind == "call" and values.get("direction") == "inbound":
        return say("called us")
    if activity.kind == "call" and values.get("direction") == "outbound" and values.get("result") != "talked":
        return say("did not come to the telephone")
    if activity.kind == "message" and values.get("direction") == "inbound":
        return say("wrote to us")
    if activity.kind == "message" and values.get("direction") == "outbound":
        return say("was written to")
    if "item" in values:
        text = _BY_STATUS.get(values.get("status", "")) if activity.kind == "event" else None
        text = text or _BY_KIND.get(activity.kind)
        if text is not None:
            return say(text.text, item=titled(values["item"]))
    return _WITHOUT_ITEM.get(activity.kind, say("did something"))


def deed_with_it(activity: Activity) -> Message:
    """Return what was done where its item has just been named: attended the webinar."""
    values = activity.attributes
    if activity.kind == "event" and values.get("kind") == "fair":
        return say("was at the fair")
    if activity.kind == "event" and values.get("status") == "attended":
        return say("attended the webinar") if values.get("kind") == "webinar" else say("attended")
    if activity.kind == "event" and values.get("status") == "registered":
        return say("signed up")
    if activity.kind == "download":
        return say("downloaded it")
    if activity.kind == "form":
        return say("filled it in")
    return _WITHOUT_ITEM.get(activity.kind, say("did something"))


def ago(day: date, *, today: date) -> Message:
    """Return how long ago a day was: today, yesterday, 6 days ago."""
    days = (today - day).days
    if days <= 0:
        return say("today")
    return say("yesterday") if days == 1 else say_many("{n} day ago", "{n} days ago", days)


def titled(item: str) -> Message:
    """Return the name of an item as a title, without hyphens in place of spaces."""
    return say("«{item}»", item=_named(item))


def _page(path: str) -> Message | None:
    """Return the name of a page by its path: /casos/rio-seco is «Casos › Río Seco»; None for the first page."""
    names = [name for name in path.split("?")[0].split("/") if name]
    if not names:
        return None
    return (
        titled(names[0])
        if len(names) == 1
        else say("«{section} › {page}»", section=_named(names[0]), page=_named(names[-1]))
    )


def _named(text: str) -> Folded:
    return Folded(text.replace("-", " ").replace("_", " ").strip())
