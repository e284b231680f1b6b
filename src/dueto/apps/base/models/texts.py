"""The exact texts that people agreed to."""

from __future__ import annotations

from django.db import models


class ConsentText(models.Model):
    """One text of consent as it was shown; a consent names it by its fingerprint. Nothing in it is about anybody."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    text = models.TextField(max_length=4000)
    shown_from = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.purpose} {self.fingerprint[:8]}"
