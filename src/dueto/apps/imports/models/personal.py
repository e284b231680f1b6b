"""What is personal about an import: the file itself, and the rows of it that were not taken."""

from __future__ import annotations

from django.db import models

from dueto.apps.imports.models.imports import Import


class Upload(models.Model):
    """The file, under a name that tells nothing in a folder of ours; gone when the import has ended.

    `name` is what its owner called it. `form` says how it is written, `preview` how its first rows read.
    """

    batch = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="upload", primary_key=True)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=64)
    size = models.BigIntegerField()
    form = models.JSONField(default=dict)
    preview = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"upload {self.pk}"


class RefusedRow(models.Model):
    """A row that was not taken, or with `field` a cell that was left out of one: the reason and what stood there.

    `stood` are all cells of the row as they stand in the file, kept once a row. `person_id` is whose row it was, where
    the rest of it was taken.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="refused", db_index=False)
    number = models.IntegerField()
    field = models.CharField(max_length=60, default="")
    reason = models.JSONField()
    cells = models.JSONField(default=list)
    stood = models.JSONField(default=list)
    person_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "number", "id"], name="refused_of_import")]  # the file of reasons

    def __str__(self) -> str:
        return f"row {self.number}"
