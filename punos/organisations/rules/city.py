"""Who changes the city's units and roles."""

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor, CityUnit, Role, RoleKind

SHORTEST_REASON = 3


def check_run_installation(actor: Actor) -> None:
    """The system itself, or an administrator of any unit."""
    if not (actor.is_system or actor.holds_anywhere(RoleKind.ADMINISTRATOR)):
        raise Refused(_("Only an administrator may do this."))


def check_set_up_unit(actor: Actor, unit: CityUnit | None, parent: CityUnit | None) -> None:
    """An administrator; and no unit can stand below itself."""
    check_run_installation(actor)
    above = parent
    while unit is not None and above is not None:
        if above.pk == unit.pk:
            raise Invalid(_("A unit can't be a part of itself."))
        above = above.parent


def check_close_unit(actor: Actor, unit: CityUnit) -> None:
    """A unit that nobody belongs to any more, neither persons nor parts."""
    check_run_installation(actor)
    if unit.parts.filter(closed_at__isnull=True).exists():
        raise NotNow(_("Close its parts first, or move them to another unit."))
    if unit.roles.filter(ended_at__isnull=True).exists():
        raise NotNow(_("Somebody still has a role in this unit. End the roles first."))


def check_grant_role(actor: Actor, unit: CityUnit, reason: str) -> None:
    """An administrator, who says why; a closed unit has no roles."""
    check_run_installation(actor)
    if unit.closed_at:
        raise NotNow(_("This unit has been closed."))
    _check_reason(actor, reason)


def check_end_role(actor: Actor, role: Role, reason: str) -> None:
    """An administrator, who says why; somebody has to be left who can give roles."""
    check_run_installation(actor)
    if role.ended_at:
        raise NotNow(_("This role has ended already."))
    _check_reason(actor, reason)
    others = Role.objects.current().filter(kind=RoleKind.ADMINISTRATOR, person__is_active=True)
    if role.kind == RoleKind.ADMINISTRATOR and not others.exclude(pk=role.pk).exists():
        raise NotNow(_("This is the last administrator. Give the role to somebody else first."))


def _check_reason(actor: Actor, reason: str) -> None:
    """Roles are public power: whoever gives or takes one says why."""
    if not actor.is_system and len(reason) < SHORTEST_REASON:
        raise Invalid(_("Write why: the reason is kept with the role."))
