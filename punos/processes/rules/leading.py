"""Who may lead a process, and when it can be closed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.core.errors import NotNow, Refused
from punos.organisations.models import Actor, CityUnit, Organisation, RoleKind, Scope
from punos.processes.models import Process


def check_lead(actor: Actor, unit_id: int | None, organisation_id: int | None = None) -> None:
    """A co-ordinator or an officer of the host unit leads its processes; who represents a host organisation, its."""
    if actor.is_system or actor.holds(unit_id, RoleKind.COORDINATOR, RoleKind.OFFICER):
        return
    if organisation_id is not None and Scope.REPRESENT in actor.scopes_for(organisation_id):
        return
    raise Refused(_("Only a co-ordinator or an officer of the host unit may do this."))


def check_announce(actor: Actor, unit: CityUnit | None, organisation: Organisation | None) -> None:
    """In the name of a unit only its own people; in the name of an organisation alone who represents it.

    Both at once only the system: a person begins with one and asks the other (`ask_to_host`).
    """
    if unit is not None and organisation is not None and not actor.is_system:
        raise Refused(_("Begin with one host, and ask the other to host it together with you."))
    if unit is None and organisation is not None:
        check_lead(actor, None, organisation.pk)
    else:
        check_lead(actor, unit.pk if unit else None)


def check_lead_process(actor: Actor, process: Process) -> None:
    """As `check_lead`, and the process must still be going on."""
    check_lead(actor, process.host_unit_id, process.host_organisation_id)
    if process.closed_at:
        raise NotNow(_("This process has been closed."))


def check_close_process(actor: Actor, process: Process) -> None:
    """Nothing may stand in the way: a process is not closed while somebody still waits for an answer."""
    check_lead_process(actor, process)
    standing = process.holds.standing().count()
    if standing:
        raise NotNow(
            ngettext(
                "%(number)d thing still has to be done before this process can be closed.",
                "%(number)d things still have to be done before this process can be closed.",
                standing,
            )
            % {"number": standing}
        )
