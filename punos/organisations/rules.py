"""Who may change the registry and the city's units."""

from django.utils.translation import gettext as _

from punos.core.errors import Refused
from punos.organisations.models import Actor, RoleKind


def check_run_installation(actor: Actor) -> None:
    """The system itself, or an administrator of any unit."""
    if actor.is_system:
        return
    if not any(kind == RoleKind.ADMINISTRATOR for _unit, kind in actor.roles):
        raise Refused(_("Only an administrator may do this."))
