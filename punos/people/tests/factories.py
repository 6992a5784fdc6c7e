"""People for the tests of this room and of those above."""

from itertools import count

from allauth.account.models import EmailAddress

from punos.core.languages import TranslatedText
from punos.people import actions
from punos.people.models import Person

NUMBERS = count(1)


def make_person(name: str = "Aino") -> Person:
    """Somebody with an account, one of the cast."""
    email = f"{name.lower()}.{next(NUMBERS)}@example.org"
    introduction = TranslatedText.of("fi", fi=f"{name} asuu kaupungissa.")
    return actions.welcome_cast_member(name=name, email=email, language="fi", introduction=introduction)


PASSWORD = "seven green teapots"


def make_account(name: str = "Sylvi", *, verified: bool = True, language: str = "fi") -> Person:
    """Somebody with an account of their own: an address, verified or not, and `PASSWORD`."""
    email = f"{name.lower()}.{next(NUMBERS)}@example.org"
    person = actions.join(person=Person(), name=name, email=email, language=language, password=PASSWORD)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=verified)
    return person
