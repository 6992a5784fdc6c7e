"""What can be undone: the latest step of the work on themes, one after another."""

from django.utils.translation import gettext as _

from punos.core.errors import NotNow
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_lead_process
from punos.themes.models import ChangeKind, ThemeChange

# Steps on which a response may stand: it answers those whose words were in the theme by then.
FIRM = {ChangeKind.MADE, ChangeKind.CHOSEN, ChangeKind.SPLIT, ChangeKind.MERGED}


def check_undo(
    actor: Actor, process: Process, latest: ThemeChange | None, seen: int, *, is_answered: bool
) -> None:
    """Who leads the process undoes just the step that they saw as the latest, if no response stands on it."""
    check_lead_process(actor, process)
    if latest is None:
        raise NotNow(_("There is nothing to undo."))
    if latest.pk != seen:
        raise NotNow(_("Somebody has done something else meanwhile. Look at what would be undone now."))
    if is_answered and latest.kind in FIRM:
        raise NotNow(_("The city has answered this theme since, so this step stays."))
