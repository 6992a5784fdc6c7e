"""Organisations that are asked to answer."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.consultation import Consultation
from punos.core.languages import TranslatedTextField
from punos.core.links import SecretLink
from punos.organisations.models import Organisation

INVITATION = SecretLink("consultations.invitation")


class Reply(models.TextChoices):
    """What an organisation that was invited says instead of answering."""

    NO_COMMENT = "no_comment", _("Nothing to comment")
    DECLINED = "declined", _("Will not answer")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An organisation is asked to answer a consultation, which stays open to all.

    Its link lets somebody of the organisation answer without an account; such an answer counts as unverified. It
    leads to the sign-in as soon as the organisation has people of its own here.

    Its letters go to `email`, else to the `mailbox` that it has in Suomi.fi Messages, named by its business ID.
    `opened_at` is when somebody of it first opened the consultation by its link or signed in: never told by mail.
    `reply` is what it says instead of an answer; an answer that is sent stands above it.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    mailbox = models.CharField(max_length=9, blank=True)
    language = models.CharField(max_length=2, default="fi")
    nonce = models.CharField(max_length=40)
    invited_by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=10, choices=Reply, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.BigIntegerField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"], name="invitation_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} to {self.consultation_id}"

    @property
    def recipient(self) -> str:
        """Where its letters go, if anywhere."""
        return self.email or self.mailbox

    @property
    def address(self) -> str:
        """Seen on the consultation's list of those invited."""
        return f"{self.consultation.address}invitations/"

    @property
    def token(self) -> str:
        """The secret part of the link: signed, so that reading the database is not enough to answer for others."""
        return INVITATION.token(self.pk, self.nonce)

    @staticmethod
    def id_in(token: str) -> tuple[int, str] | None:
        """The id and nonce that a link names, or None if we never made it."""
        return INVITATION.read(token)


class Reminder(models.Model):
    """One round of reminding those who had not answered then; `note` is what the officer added to the usual letter."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="reminders")
    note = TranslatedTextField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    letters = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"reminder {self.pk} of {self.consultation_id}"

    @property
    def address(self) -> str:
        """Seen on the consultation's list of those invited."""
        return f"{self.consultation.address}invitations/"
