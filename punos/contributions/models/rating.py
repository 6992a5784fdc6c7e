"""Ratings of what others said: one narrow row each, without a line in the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scale(models.IntegerChoices):
    """How ideas are rated, as the organiser chose."""

    AGREEMENT = 1, _("Agree, disagree or pass")
    SEVEN = 2, _("From 1 to 7")

    @property
    def values(self) -> tuple[int, ...]:
        """The values that may be given: -1, 0 (pass) and 1, or 1 to 7."""
        return (-1, 0, 1) if self is Scale.AGREEMENT else (1, 2, 3, 4, 5, 6, 7)


class Rating(models.Model):
    """One voice's latest rating of one contribution."""

    contribution = models.ForeignKey("contributions.Contribution", models.CASCADE, related_name="ratings")
    voice = models.ForeignKey("contributions.Voice", models.CASCADE, related_name="ratings", db_index=False)
    scale = models.SmallIntegerField(choices=Scale)
    value = models.SmallIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "contribution", "scale"], name="rating_once_a_voice"),
            models.CheckConstraint(
                condition=models.Q(scale=Scale.AGREEMENT, value__gte=-1, value__lte=1)
                | models.Q(scale=Scale.SEVEN, value__gte=1, value__lte=7),
                name="rating_is_on_its_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} rates {self.contribution_id}: {self.value}"
