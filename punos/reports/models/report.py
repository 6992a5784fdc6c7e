"""A ready report of a consultation: what goes into it, and the files made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Consultation


class ReportPart(models.TextChoices):
    """What can go into a report; the order is that of the report."""

    SUMMARY = "summary", _("Closing summary")
    PARTICIPATION = "participation", _("How many took part, and who was not heard")
    QUESTIONS = "questions", _("Answers to the questions")
    BREAKDOWNS = "breakdowns", _("Answers by background")
    TEXTS = "texts", _("Comments on the draft texts")
    IDEAS = "ideas", _("Ideas")
    ANSWERS = "answers", _("Answers in words")
    STATEMENTS = "statements", _("Organisations that gave a statement")


class ReportContents(models.Model):
    """What goes into the reports of one consultation: chosen once, and kept. `parts` are codes of `ReportPart`."""

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="report_contents")
    parts = models.JSONField(default=list)
    changed_by = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"contents of the reports of {self.consultation_id}"


class ReportFormat(models.TextChoices):
    """The formats, by the ending of the file."""

    WORD = "docx", _("Word document")
    SLIDES = "pptx", _("Slides")
    SHEETS = "xlsx", _("Spreadsheet")
    PDF = "pdf", _("Accessible PDF")


class ReportState(models.TextChoices):
    """Where the making of a report stands."""

    WAITING = "waiting", _("waits for its turn")
    MAKING = "making", _("being made")
    MADE = "made", _("ready")
    FAILED = "failed", _("could not be made")


class ReportFile(models.Model):
    """One report in one format and language, made by the worker; asked for again, it is made anew in its place.

    `progress` is in per cent. `fingerprint` tells from which figures and contents it was made, so that a page can say
    that something has changed since. The file that was made last stays until the next one is ready.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="report_files")
    format = models.CharField(max_length=4, choices=ReportFormat)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "format", "language"], name="report_once_a_format_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.format} of {self.consultation_id} in {self.language}"

    @property
    def address(self) -> str:
        """The page on which the reports of a consultation are."""
        return f"{self.consultation.address}reports/"
