"""The person who signs in, and each sign-in that is still good."""

from datetime import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedTextField

UNTIL = "until"  # where a session holds the moment (seconds) at which it ends, whatever is done meanwhile
SIGN_IN = (
    "sign_in"  # where a session holds the id of its sign-in, since its own key changes with a new password
)


class PersonQuerySet(models.QuerySet["Person"]):
    def cast(self) -> Self:
        """The people of the demo town, whom anybody may be while the demo switch is on."""
        return self.filter(is_active=True, is_cast=True)


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=username)

    def cast(self) -> PersonQuerySet:
        return self.get_queryset().cast()


class Person(AbstractBaseUser):
    """Somebody with an account: a name, an address, a language.

    The row of an erased account stays, emptied, so that the ids that others keep lead to somebody unnamed.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="fi")
    is_active = models.BooleanField(default=True)
    is_cast = models.BooleanField(default=False)
    introduction = TranslatedTextField()
    erased_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where this person is found; persons have no public page."""
        return ""


class Assurance(models.TextChoices):
    """How a sign-in showed who the person is; each is worth more than the one before it."""

    CAST = "cast", _("One of the people of the demo town")
    PASSWORD = "password", _("By password")
    PROVIDER = "provider", _("Through the sign-in service")
    SECOND_FACTOR = "second_factor", _("With a second factor")


class SignInQuerySet(models.QuerySet["SignIn"]):
    def good(self, now: datetime) -> Self:
        """Those whose session has neither ended nor run out."""
        return self.filter(session_key__in=Session.objects.filter(expire_date__gt=now).values("session_key"))

    def of_provider(self, *, issuer: str, subject: str, sid: str) -> Self:
        """Those that a sign-in service means: one session of its own, or every one of a person.

        A session of which the service never told its own name is meant with its person.
        """
        unnamed = models.Q(subject=subject) & ~models.Q(subject="")
        meant = models.Q(sid=sid) | (unnamed & models.Q(sid="")) if sid else unnamed
        return self.filter(meant, issuer=issuer).exclude(issuer="")


class SignIn(models.Model):
    """One sign-in on one device: which session it opened, how, and for a sign-in service under which names.

    `issuer`, `subject` and `sid` are OpenID Connect's `iss`, `sub` and `sid`. No network address is kept.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    assurance = models.CharField(max_length=16, choices=Assurance)
    device = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=255, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    sid = models.CharField(max_length=255, blank=True)
    began_at = models.DateTimeField()

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["issuer", "subject"], name="people_signin_subject"),
            models.Index(fields=["issuer", "sid"], name="people_signin_sid"),
        ]

    def __str__(self) -> str:
        return f"{self.get_assurance_display()} {self.began_at}"

    @property
    def address(self) -> str:
        """Where this sign-in is found; only its own person sees it, in a list."""
        return ""
