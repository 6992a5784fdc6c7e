"""How many hold each theme, computed by the worker."""

from django.db import models

from punos.processes.models import Process


class ThemeFigures(models.Model):
    """Breakdowns of the themes of one process by field, area and size, with small numbers suppressed.

    `figures` holds for each theme ("theme_" and its id) `cells`, what stands in the place of each number of persons by
    dimension and code, or nothing as long as it must not be told, with `as_of` and `told`, the speakers in these
    numbers; `counted`, the numbers of organisations, with `organisations`, the speakers in those; and `counts`, how many
    held it then. The counts on pages are read from the contributions themselves.
    """

    process = models.OneToOneField(Process, models.CASCADE, related_name="theme_figures")
    figures = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"figures of the themes of {self.process_id}"
