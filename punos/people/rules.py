"""Who may sign in, and as whom."""

from django.conf import settings
from django.utils.translation import gettext as _

from punos.core.errors import Refused
from punos.people.models import Person


def check_sign_in_as(person: Person) -> None:
    """Anybody may be one of the cast, in the demo town only."""
    if not settings.DEMO:
        raise Refused(_("Trying out a role is possible in the demo town only."))
    if not (person.is_cast and person.is_active):
        raise Refused(_("This person is not one of the people of the demo town."))
