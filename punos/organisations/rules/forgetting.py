"""Whose data may be erased here, and when."""

from django.utils.translation import gettext as _

from punos.core.errors import NotNow, Refused
from punos.organisations.models import Actor, Role
from punos.people.models import Person


def check_forget_person(actor: Actor, person: Person) -> None:
    """One's own, and not while one holds an office of the city: that is given up first, through an administrator.

    Roles are read from their table, since those of an actor rest without a second factor.
    """
    if actor.person_id is None or actor.person_id != person.pk:
        raise Refused(_("Only you can erase your own data."))
    if Role.objects.current().filter(person=person).exists():
        raise NotNow(
            _(
                "You have a role in the city's organisation. Ask an administrator to end it first; then you can"
                " erase your account."
            )
        )
