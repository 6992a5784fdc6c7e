"""Signing in and out, joining the cast: the effect of each verb, its refusal, its journal line."""

import pytest
from pytest_django import Settings

from punos.core.errors import Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry, Stamp
from punos.people import actions
from punos.people.models import Person
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def lines() -> list[tuple[str, int | None, int]]:
    """The journal: verb, who, whom."""
    return list(Entry.objects.order_by("id").values_list("verb", "person_id", "subject_id"))


def test_signing_in_as_one_of_the_cast_is_written_down() -> None:
    person = make_person()

    actions.sign_in_as(person=person)

    assert lines()[-1] == ("person.signed_in", person.pk, person.pk)


def test_signing_in_is_refused_outside_the_demo_town(settings: Settings) -> None:
    person = make_person()
    settings.DEMO = False

    with pytest.raises(Refused):
        actions.sign_in_as(person=person)

    assert [verb for verb, _who, _whom in lines()] == ["person.joined"]


def test_signing_out_is_written_down() -> None:
    person = make_person()

    actions.sign_out(person=person)

    assert lines()[-1] == ("person.signed_out", person.pk, person.pk)


def test_cast_member_joins_without_a_password() -> None:
    person = make_person("Aino")

    assert (person.name, person.is_cast, person.has_usable_password()) == ("Aino", True, False)
    assert lines() == [("person.joined", None, person.pk)]


def test_cast_member_who_is_known_is_brought_up_to_date() -> None:
    first = make_person("Aino")

    again = actions.welcome_cast_member(
        name="Aino K.", email=first.email, language="sv", introduction=TranslatedText.of("sv", sv="Hej")
    )

    assert (again.pk, Person.objects.get().name, Person.objects.get().language) == (first.pk, "Aino K.", "sv")
    assert len(lines()) == 1


def test_what_persons_do_raises_no_stamp() -> None:
    person = make_person()

    actions.sign_in_as(person=person)

    assert Stamp.objects.count() == 0


def test_cast_are_the_active_people_of_the_demo_town() -> None:
    shown = make_person("Aino")
    Person.objects.create(email="gone@example.org", name="Gone", is_cast=True, is_active=False)
    Person.objects.create(email="official@example.org", name="Official")

    assert list(Person.objects.cast()) == [shown]


def test_person_is_found_by_e_mail_address() -> None:
    person = make_person()

    assert Person.objects.get_by_natural_key(person.email) == person
    assert (str(person), person.address) == ("Aino", "")
