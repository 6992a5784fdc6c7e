"""Places to speak, with the facts that the room above passes down."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from punos.contributions.models import Audience, Scale, Thread
from punos.core.errors import NotNow
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_lead_process


@transaction.atomic
def open_thread(
    *,
    actor: Actor,
    process: Process,
    scale: Scale | None,
    takes_contributions: bool = True,
    audience: str = Audience.EVERYONE,
    moderated_before: bool = False,
    is_public: bool = True,
) -> Thread:
    """Make a place where something can be said; its times come from the room that asked for it."""
    check_lead_process(actor, process)
    return Thread.objects.create(
        process=process,
        scale=scale,
        takes_contributions=takes_contributions,
        audience=audience,
        moderated_before=moderated_before,
        is_public=is_public,
    )


@transaction.atomic
def set_times(*, actor: Actor, thread: Thread, opens_at: datetime | None, closes_at: datetime | None) -> None:
    """Pass down from when until when something can be said in this thread."""
    check_lead_process(actor, thread.process)
    Thread.objects.filter(pk=thread.pk).update(opens_at=opens_at, closes_at=closes_at)


@transaction.atomic
def set_audience(
    *, actor: Actor, thread: Thread, audience: str, moderated_before: bool, is_public: bool
) -> None:
    """Pass down who may speak here, and whether readers see it: at once, after a moderator, or never.

    What has been said already keeps its state.
    """
    check_lead_process(actor, thread.process)
    Thread.objects.filter(pk=thread.pk).update(
        audience=audience, moderated_before=moderated_before, is_public=is_public
    )


@transaction.atomic
def remove_thread(*, actor: Actor, thread: Thread) -> None:
    """Take away a place in which nobody has said anything; its owner lets go of it first."""
    check_lead_process(actor, thread.process)
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    if locked.contributions.exists():
        raise NotNow(_("Something has been said here already, so it stays."))
    locked.delete()
