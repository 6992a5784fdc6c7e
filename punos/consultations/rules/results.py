"""Who sees the results, and when."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, ResultsShown
from punos.core.errors import NotNow
from punos.organisations.models import Actor, RoleKind, Scope


def check_see_results(actor: Actor, consultation: Consultation, now: datetime) -> None:
    """The host always, be it a unit of the city or an organisation; everybody when the host chose so."""
    process = consultation.process
    if actor.is_system or actor.holds(process.host_unit_id, *RoleKind):
        return
    if Scope.REPRESENT in actor.scopes_for(process.host_organisation_id):
        return
    if consultation.results_shown == ResultsShown.TO_HOST:
        raise NotNow(_("The host of this consultation has not published the results."))
    if consultation.results_shown == ResultsShown.WHEN_CLOSED and not consultation.is_closed(now):
        raise NotNow(_("The results are published when the time to answer is over."))
    if consultation.published_at is None:
        raise NotNow(_("This has not been published yet."))
