"""Who gives contributions to themes, and takes them away."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from punos.contributions.models import Contribution
from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_lead, check_lead_process
from punos.themes.models import Assignment, Origin, Theme

MOST_AT_ONCE = 1_000


def check_see_workbench(actor: Actor, process: Process) -> None:
    """Who leads the process, also after it has been closed: material that is not public is among it."""
    check_lead(actor, process.host_unit_id, process.host_organisation_id)


def check_assign(
    actor: Actor,
    process: Process,
    *,
    themes: Sequence[Theme],
    asked_themes: int,
    said: Sequence[Contribution],
    asked: int,
) -> None:
    """Who leads the process; what stands goes to themes that stand."""
    check_lead_process(actor, process)
    if not asked:
        raise Invalid(_("Choose at least one contribution."))
    if not asked_themes:
        raise Invalid(_("Choose at least one theme, or write the name of one."))
    if asked * asked_themes > MOST_AT_ONCE:
        raise Invalid(_("That is too much at once. Choose fewer."))
    if len(themes) < asked_themes:
        raise NotNow(_("One of these themes is no longer in the codebook. Look at it again."))
    if len(said) < asked:
        raise NotNow(_("One of these contributions has been withdrawn or removed meanwhile."))


def check_passage(
    said: Sequence[Contribution], starts: int | None, ends: int | None, seen_version: int | None
) -> None:
    """A passage is some characters of the wording of one contribution, as its reader saw it."""
    if (starts is None) != (ends is None):
        raise Invalid(_("A passage has a beginning and an end."))
    if starts is None or ends is None:
        return
    if len(said) != 1:
        raise Invalid(_("Choose a passage of one contribution at a time."))
    latest = said[0].latest
    if latest is None or (seen_version is not None and latest.pk != seen_version):
        raise NotNow(_("Its author has changed this text meanwhile. Read it again."))
    if not 0 <= starts < ends <= len(latest.text):
        raise Invalid(_("This passage is not in the text."))


def check_unassign(actor: Actor, process: Process, asked: int) -> None:
    """Who leads the process; taking away what is gone already does nothing."""
    check_lead_process(actor, process)
    if not asked:
        raise Invalid(_("None of what you chose has this theme."))


def check_review(actor: Actor, assignment: Assignment) -> None:
    """Who leads the process looks once at what a machine proposed."""
    check_lead_process(actor, assignment.theme.process)
    if assignment.origin != Origin.MACHINE:
        raise NotNow(_("A person gave this, so there is nothing to confirm."))
    if assignment.reviewed_at or assignment.ended_at:
        raise NotNow(_("Somebody has decided about this already."))
