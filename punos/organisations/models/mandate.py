"""Who may do what for an organisation: mandates, invitations to one, and requests for one."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punos.core.links import SecretLink
from punos.organisations.models.organisation import Organisation

INVITATION = SecretLink("organisations.invitation")


class Scope(models.TextChoices):
    """What a mandate lets a person do for the organisation."""

    ANSWER = "answer", _("answer")
    REPRESENT = "represent", _("represent")
    NOMINATE = "nominate", _("nominate")
    APPLY = "apply", _("apply for grants")
    REPORT = "report", _("report on the use of grants")
    BOOK = "book", _("book spaces")
    NEGOTIATE = "negotiate", _("take part in negotiations")
    MANAGE_PEOPLE = "manage_people", _("manage people")


class MandateSource(models.TextChoices):
    """On what a mandate rests."""

    SUOMIFI = "suomifi", _("Suomi.fi mandate")
    REGISTER = "register", _("role in the register")
    MINUTES = "minutes", _("minutes of the board")
    CITY = "city", _("verified by the city")
    MANAGER = "manager", _("given by a manager of the organisation")
    FOUNDER = "founder", _("set up the group")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def current(self) -> Self:
        """Those that hold now: begun, not ended, not run out."""
        now, today = timezone.now(), timezone.localdate()
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today),
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=now),
            ended_at__isnull=True,
            starts_on__lte=today,
        )

    def managing(self) -> Self:
        """Those with which the organisation's people are managed."""
        return self.filter(scopes__contains=[Scope.MANAGE_PEOPLE])


class Mandate(models.Model):
    """A person may do these things for this organisation, from when until when, because of what.

    `evidence` tells on what it rests (codes of Suomi.fi, the paragraph of the minutes), never an identity code.
    `valid_until` is when an outside register has to be asked again. Ended mandates stay as history.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    source = models.CharField(max_length=10, choices=MandateSource)
    evidence = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    valid_until = models.DateTimeField(null=True)
    granted_at = models.DateTimeField()
    granted_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "source"],
                condition=models.Q(ended_at__isnull=True),
                name="mandate_once_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="mandate_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"

    @property
    def address(self) -> str:
        """Mandates are seen on the page of the organisation's people."""
        return f"{self.organisation.address}people/"

    @property
    def scope_labels(self) -> list[Promise]:
        """The scopes in words, in the order of the list above."""
        return [scope.label for scope in Scope if scope in self.scopes]


class MandateInvitationQuerySet(models.QuerySet["MandateInvitation"]):
    def waiting(self) -> Self:
        """Those that can still be accepted."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())


class MandateInvitation(models.Model):
    """An invitation by e-mail to act for an organisation. Only who holds that address can accept it, once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mandate_invitations")
    email = models.EmailField()
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    ends_on = models.DateField(null=True)
    language = models.CharField(max_length=2, default="fi")
    nonce = models.CharField(max_length=40)
    invited_by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = MandateInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="mandate_invitation_once_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def address(self) -> str:
        """Invitations are seen on the page of the organisation's people."""
        return f"{self.organisation.address}people/"

    @property
    def scope_labels(self) -> list[Promise]:
        """What is offered, in words."""
        return [scope.label for scope in Scope if scope in self.scopes]

    @property
    def token(self) -> str:
        """The secret part of the link that is sent: signed, so that reading the database is not enough."""
        return INVITATION.token(self.pk, self.nonce)

    @staticmethod
    def id_in(token: str) -> tuple[int, str] | None:
        """The id and nonce that a link names, or None if we never made it."""
        return INVITATION.read(token)


class JoinOutcome(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(decided_at__isnull=True)


class JoinRequest(models.Model):
    """Somebody asks to act for an organisation. Its managers decide; where it has none, the co-ordinator."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="join_requests")
    message = models.TextField(blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=JoinOutcome, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=models.Q(decided_at__isnull=True),
                name="join_request_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.organisation_id}"

    @property
    def address(self) -> str:
        """Requests are seen on the page of the organisation's people."""
        return f"{self.organisation.address}people/"
