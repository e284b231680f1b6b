"""Writing the base: nobody else does."""

from dueto.apps.base.actions.activities import act, reclass
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.consents import Agreed, agree, give_consent, withdraw_consent
from dueto.apps.base.actions.facts import UnableToTell, ask_on_form, note, tell, write
from dueto.apps.base.actions.forms import Taken, take_form
from dueto.apps.base.actions.hits import Hit, begin_anew, skip, understand
from dueto.apps.base.actions.mail_clicks import mail_opened, settle_mails
from dueto.apps.base.actions.merging import UnableToMerge, merge_people
from dueto.apps.base.actions.reclassing import go_on_reclassing, reclass_many, undo_reclassing
from dueto.apps.base.actions.ruling import UnableToRule, end_machine_rule, make_machine_rule
from dueto.apps.base.actions.separating import separate_people
from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.actions.stirring import settled, stir
from dueto.apps.base.actions.texts import fingerprint_of, keep_text

__all__ = [
    "Agreed", "Hit", "Taken", "UnableToMerge", "UnableToRule", "UnableToTell", "act", "agree", "ask_on_form",
    "begin_anew", "end_machine_rule", "fingerprint_of", "give_consent", "go_on_reclassing", "keep_text", "mail_opened",
    "make_machine_rule", "merge_people", "note", "project_cards", "reclass", "reclass_many", "separate_people",
    "settle_mails", "settled", "skip", "spell", "stir", "take_form", "tell", "understand", "undo_reclassing",
    "withdraw_consent", "write",
]  # fmt: skip
