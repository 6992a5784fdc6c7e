"""When what people were told ends."""

from django.utils.translation import gettext as _

from punos.core.errors import Refused
from punos.organisations.models import Actor


def check_destroy_words(actor: Actor) -> None:
    """The system alone, for what a person has confirmed."""
    if not actor.is_system:
        raise Refused(_("What people said is destroyed by the service itself, once that has been confirmed."))
