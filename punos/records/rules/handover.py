"""Who says how a process is filed, and who makes its package for the case system, and when."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor, RoleKind
from punos.processes.models import Process
from punos.processes.rules import check_lead
from punos.records.models import (
    Controller,
    DestructionState,
    Handover,
    HandoverState,
    Publicity,
    RetentionClass,
)

LONGEST_GROUND: Final = 300
LONGEST_REFERENCE: Final = 120
LARGEST_FILES: Final = (
    250_000_000  # bytes of all attachments together: a package is one value of the database
)
STUCK_AFTER: Final = timedelta(minutes=30)  # the longest package takes some minutes


def check_see_handover(actor: Actor, process: Process) -> None:
    """Who leads the process, also after it has been closed; an auditor of any unit reads along."""
    if not actor.holds_anywhere(RoleKind.AUDITOR):
        check_lead(actor, process.host_unit_id, process.host_organisation_id)


def check_fetch_handover(actor: Actor, process: Process) -> None:
    """Who leads the process: a package holds more than everybody may read."""
    check_lead(actor, process.host_unit_id, process.host_organisation_id)


def check_file_case(
    actor: Actor,
    process: Process,
    *,
    publicity: str,
    ground: str,
    controller: str,
    retention: RetentionClass | None,
    kept_so_far: int | None,
) -> None:
    """Who leads, open or closed. What is secret has its section of the law; a controller is one of the hosts.

    A class that has ended is not given any more, but a process keeps the one it has (`kept_so_far`).
    """
    check_lead(actor, process.host_unit_id, process.host_organisation_id)
    if publicity not in Publicity.values:
        raise Invalid(_("Choose how public the documents are."))
    if publicity != Publicity.PUBLIC and not ground:
        raise Invalid(_("Tell the section of the law by which something is secret."))
    if len(ground) > LONGEST_GROUND:
        raise Invalid(_("The legal ground is too long."))
    _check_controller(process, controller)
    if retention is not None and retention.ended_at and retention.pk != kept_so_far:
        raise Invalid(_("This retention class is no longer given. Choose another."))


def _check_controller(process: Process, controller: str) -> None:
    """Nobody answers for personal data of a process that they do not host."""
    if controller and controller not in Controller.values:
        raise Invalid(_("Choose who the controller is."))
    if controller in {Controller.UNIT, Controller.JOINT} and process.host_unit_id is None:
        raise Invalid(_("No city unit hosts this process, so none can be its controller."))
    if controller in {Controller.ORGANISATION, Controller.JOINT} and process.host_organisation_id is None:
        raise Invalid(_("No organisation hosts this process, so none can be its controller."))


def check_ask_for_handover(actor: Actor, process: Process, *, size_of_files: int) -> None:
    """Who leads, once the process is closed, as long as what people said has not been destroyed."""
    check_fetch_handover(actor, process)
    if process.closed_at is None:
        raise NotNow(_("The package is made when the process has been closed."))
    gone = [DestructionState.CONFIRMED, DestructionState.DONE]
    if process.destructions.filter(state__in=gone).exists():
        raise NotNow(
            _("What people said in this process has been destroyed. No package can be made any more.")
        )
    if size_of_files > LARGEST_FILES:
        raise NotNow(
            _(
                "The files that came with answers are more than 250 MB together. That is too much for one package; ask "
                "whoever looks after this site."
            )
        )


def check_receive_handover(
    actor: Actor, handover: Handover, *, reference: str, received_at: datetime, now: datetime
) -> None:
    """Who leads, of a package that is there: when the case system took it in, and under which identifier."""
    check_fetch_handover(actor, handover.process)
    if handover.state != HandoverState.MADE or handover.made_at is None:
        raise NotNow(_("This package has not been made."))
    if not reference:
        raise Invalid(_("Tell the identifier that the case system gave."))
    if len(reference) > LONGEST_REFERENCE:
        raise Invalid(_("The identifier is too long."))
    if received_at > now:
        raise Invalid(_("This time has not come yet."))
    if received_at < handover.made_at.replace(second=0, microsecond=0):
        raise Invalid(_("The package had not been made then."))


def is_moving(handover: Handover, now: datetime) -> bool:
    """Whether somebody works on it or will soon; one that was lost on the way is asked for anew."""
    waits = handover.state in {HandoverState.WAITING, HandoverState.MAKING}
    return waits and now - handover.asked_at < STUCK_AFTER
