"""Who types in an answer, and when."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Way
from punos.consultations.rules.answering import check_in_time
from punos.core.errors import Invalid
from punos.organisations.models import Actor
from punos.processes.rules import check_lead_process


def check_begin_typed_in(actor: Actor, consultation: Consultation, way: str, at: datetime) -> None:
    """Who leads the process, while it is open."""
    check_lead_process(actor, consultation.process)
    check_in_time(consultation, at)
    if way not in Way.values:
        raise Invalid(_("Choose how the answer came."))
