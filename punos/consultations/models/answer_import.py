"""Answers that were gathered elsewhere, on their way in: first read and shown row by row, then brought in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.consultation import Consultation
from punos.consultations.models.submission import Submission
from punos.organisations.models import ImportState


class AnswerSource(models.TextChoices):
    """Where answers come from."""

    TABLE = "table", _("A spreadsheet")
    KERROKANTASI = "kerrokantasi", _("Kerro kantasi")


class AnswerImport(models.Model):
    """A file, or a hearing of another system, with one answer a row.

    `content` is kept only until its rows stand in `AnswerImportRow`. `columns` says what each column tells, by its place
    from 0; `sha256` is that of the file, by which the same file is known again. `language` is that of the answers
    where no column tells it. `moved_at` is when a job last got on. The states are those of every import.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="answer_imports")
    source = models.CharField(max_length=12, choices=AnswerSource, default=AnswerSource.TABLE)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=bytes)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.READING)
    fault = models.CharField(max_length=30, blank=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="fi")
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    moved_at = models.DateTimeField()
    brought_in_by = models.BigIntegerField(null=True)
    brought_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"answer import {self.pk}"

    @property
    def address(self) -> str:
        """The page on which it is shown row by row."""
        return f"{self.consultation.address}imports/{self.pk}/"


class AnswerRowOutcome(models.TextChoices):
    """What bringing in a row does."""

    NEW = "new", _("new answer")
    SAME = "same", _("here already")
    FAULTY = "faulty", _("faulty")


class AnswerImportRow(models.Model):
    """One answer of an import: what the row says, what that means, and what has become of it.

    `key` is what tells this answer from all others of its source; `facts` are the values by the code of each question and
    what is known of the speaker; `faults` a code, a column and a detail each. `submission` is the answer here.
    """

    answer_import = models.ForeignKey(AnswerImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    told = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=AnswerRowOutcome)
    faults = models.JSONField(default=list)
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, related_name="import_rows")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["answer_import", "number"], name="answer_import_row_once")
        ]
        indexes = [
            models.Index(fields=["answer_import", "outcome", "number"], name="answer_import_row_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.answer_import_id}:{self.number}"
