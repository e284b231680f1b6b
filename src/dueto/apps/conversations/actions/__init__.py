"""Writing conversations: nobody else does."""

from dueto.apps.conversations.actions.finding import Found, UnableToFind, find
from dueto.apps.conversations.actions.mailboxes import begin, claim, failed, finished, read_again
from dueto.apps.conversations.actions.mails import note_sent, take_mail
from dueto.apps.conversations.actions.noting import (
    MOST,
    RESULTS,
    UnableToNote,
    log_call,
    log_meeting,
    log_message,
    withdraw,
)
from dueto.apps.conversations.actions.receiving import Received, UnableToReceive, receive
from dueto.apps.conversations.actions.sorting import UnableToSort, attach, settle, sort

__all__ = [
    "MOST", "RESULTS", "Found", "Received", "UnableToFind", "UnableToNote", "UnableToReceive", "UnableToSort", "attach",
    "begin", "claim", "failed", "find", "finished", "log_call", "log_meeting", "log_message", "note_sent",
    "read_again", "receive", "settle", "sort", "take_mail", "withdraw",
]  # fmt: skip
