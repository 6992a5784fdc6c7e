"""People for the tests of this room and of those above."""

from itertools import count

from punos.core.languages import TranslatedText
from punos.people import actions
from punos.people.models import Person

NUMBERS = count(1)


def make_person(name: str = "Aino") -> Person:
    """Somebody with an account, one of the cast."""
    email = f"{name.lower()}.{next(NUMBERS)}@example.org"
    introduction = TranslatedText.of("fi", fi=f"{name} asuu kaupungissa.")
    return actions.welcome_cast_member(name=name, email=email, language="fi", introduction=introduction)
