"""The person who signs in."""

from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from punos.core.languages import TranslatedTextField


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
    """Somebody with an account: a name, an address, a language."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="fi")
    is_active = models.BooleanField(default=True)
    is_cast = models.BooleanField(default=False)
    introduction = TranslatedTextField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where this person is found; persons have no public page."""
        return ""
