"""Standing pages of an installation, and what readers tell about accessibility."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField

ANSWER_WITHIN = timedelta(days=14)  # Act on the Provision of Digital Services 306/2019, section 8


class StandingKind(models.TextChoices):
    """The pages that every installation has."""

    ACCESSIBILITY = "accessibility", _("Accessibility statement")
    PRIVACY = "privacy", _("Privacy notice")
    ABOUT = "about", _("About this service")


class StandingPage(models.Model):
    """A page that stays: its text belongs to the installation."""

    kind = models.CharField(max_length=15, choices=StandingKind, unique=True)
    title = TranslatedTextField()
    body = TranslatedTextField()

    def __str__(self) -> str:
        return self.kind

    @property
    def address(self) -> str:
        """Its page, without the language part."""
        return f"/{self.kind}/"


class Feedback(models.Model):
    """What a reader could not use, to be answered within 14 days."""

    text = models.TextField()
    contact = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    @property
    def address(self) -> str:
        """Feedback is read at the desk."""
        return "/desk/"

    @property
    def due_at(self) -> datetime:
        """By when it has to be answered."""
        return self.at + ANSWER_WITHIN
