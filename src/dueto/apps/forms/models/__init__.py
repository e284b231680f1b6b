"""The tables of forms and of the content behind them. Nothing personal stands in them."""

from dueto.apps.forms.models.content import Content, CountMark, Touch
from dueto.apps.forms.models.designs import Form, FormDay, FormVersion
from dueto.apps.forms.models.sent import Submission

__all__ = ["Content", "CountMark", "Form", "FormDay", "FormVersion", "Submission", "Touch"]
