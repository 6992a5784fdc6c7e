"""Verbs about accounts."""

from dataclasses import dataclass

from django.db import transaction

from punos.core.languages import TranslatedText
from punos.journal import actions as journal
from punos.people import rules
from punos.people.models import Person


@dataclass(frozen=True)
class Self:
    """A person who acts on their own account, before any hat is chosen."""

    person_id: int | None
    organisation_id: int | None = None


@transaction.atomic
def sign_in_as(*, person: Person) -> None:
    """Become one of the people of the demo town."""
    rules.check_sign_in_as(person)
    journal.record(Self(person.pk), "person.signed_in", person)


@transaction.atomic
def sign_out(*, person: Person) -> None:
    """End one's own session."""
    journal.record(Self(person.pk), "person.signed_out", person)


@transaction.atomic
def welcome_cast_member(*, name: str, email: str, language: str, introduction: TranslatedText) -> Person:
    """Add somebody to the people of the demo town, or bring what is said of them up to date."""
    known = {"name": name, "language": language, "introduction": introduction, "is_cast": True}
    person, is_new = Person.objects.update_or_create(email=email, defaults=known)
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        journal.record(Self(None), "person.joined", person)
    return person
