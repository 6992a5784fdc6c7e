"""When what people said in a process may end."""

from django.utils.translation import gettext as _

from punos.core.errors import NotNow, Refused
from punos.organisations.models import Actor
from punos.processes.models import Process


def check_end_words(actor: Actor, process: Process) -> None:
    """The system alone, for what a person has confirmed; of a process that has been closed."""
    if not actor.is_system:
        raise Refused(_("What people said is destroyed by the service itself, once that has been confirmed."))
    if process.closed_at is None:
        raise NotNow(_("This process has not been closed."))


def check_destroy_words(actor: Actor, process: Process) -> None:
    """The same, from the moment at which it was noted that the words have ended."""
    check_end_words(actor, process)
    if process.words_destroyed_at is None:
        raise NotNow(_("It has not been noted that what was said here has ended."))
