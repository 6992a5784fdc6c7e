"""Who may sign in, and as whom; what an account may be changed to."""

from django.conf import settings
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import LANGUAGES
from punos.people.models import Person, SignIn

LONGEST_NAME = 120


def check_sign_in_as(person: Person) -> None:
    """Anybody may be one of the cast, in the demo town only."""
    if not settings.DEMO:
        raise Refused(_("Trying out a role is possible in the demo town only."))
    if not (person.is_cast and person.is_active):
        raise Refused(_("This person is not one of the people of the demo town."))


def check_sign_in(person: Person) -> None:
    """Only into an account that is in use."""
    if not person.is_active:
        raise Refused(_("This account has been closed."))


def check_name(name: str) -> None:
    """A name that others can read, of a length that pages can show; it has been cleaned already."""
    if not name:
        raise Invalid(_("Please give your name."))
    if len(name) > LONGEST_NAME or "\n" in name:
        raise Invalid(_("The name may have one line of at most 120 characters."))


def check_language(language: str) -> None:
    """One of the languages of the site."""
    if language not in LANGUAGES:
        raise Invalid(_("Please choose one of the languages of the site."))


def check_end_sign_in(person: Person, sign_in: SignIn) -> None:
    """Only one's own."""
    if sign_in.person_id != person.pk:
        raise Refused(_("This sign-in is not yours."))


def check_erase(person: Person) -> None:
    """Once: an erased account holds nothing any more. Whose it is has been asked by the room above."""
    if person.erased_at:
        raise NotNow(_("This account has been erased already."))
