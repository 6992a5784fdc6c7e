"""Who types in what somebody said by phone or on paper."""

import re

from django.utils.translation import gettext as _

from punos.contributions.models import Capacity
from punos.contributions.rules.speaking import LARGEST_GROUP
from punos.core.errors import Invalid
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process
from punos.processes.rules import check_lead_process

MARK = re.compile(r"[A-Za-z0-9_-]{16,64}")


def check_type_in(
    actor: Actor,
    process: Process,
    mark: str,
    capacity: str,
    head_count: int | None,
    organisation: Organisation | None,
    organisation_name: str,
) -> None:
    """Who leads the process, while it goes on; an organisation is named and a group says how many it is.

    An organisation is named even where it has people of its own here: a letter stays what it is, and unverified.
    """
    check_lead_process(actor, process)
    if not MARK.fullmatch(mark):
        raise Invalid(_("Open the form anew and try again."))
    if capacity not in Capacity.values:
        raise Invalid(_("Choose one of the ways that are offered."))
    if capacity in {Capacity.ORGANISATION, Capacity.BODY} and organisation is None and not organisation_name:
        raise Invalid(_("Write the name of the organisation."))
    if capacity == Capacity.GROUP and not (head_count and 2 <= head_count <= LARGEST_GROUP):
        raise Invalid(_("Tell how many people the group has: at least 2."))
