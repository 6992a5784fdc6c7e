"""What the worker computed, and the files that were made with it."""

from django.db import models

from punos.consultations.models.consultation import Consultation


class Result(models.Model):
    """What the worker computed, as the pages show it.

    `fingerprint` tells what it was computed from, and `build` by which version of Punos: a new one computes and draws
    anew.

    `published_at` is the first moment at which everybody could see them. `took` is how long the computation lasted (s):
    while answers come in, the next one waits for a multiple of it.
    """

    consultation = models.OneToOneField(Consultation, models.CASCADE, related_name="result")
    fingerprint = models.CharField(max_length=64)
    build = models.CharField(max_length=40)
    read_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    took = models.FloatField(default=0.0)
    figures = models.JSONField()

    def __str__(self) -> str:
        return f"results of {self.consultation_id}"


class ResultFile(models.Model):
    """A file made together with the results: open data, a spreadsheet, a chart. `language` is empty for data."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=2, blank=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "name", "language"], name="result_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.name} {self.language}"
