"""Who decides on destroying, and what has to be so before anything is destroyed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor
from punos.organisations.rules import check_run_installation
from punos.records.models import Destruction, DestructionState

SHORTEST_REASON = 10
LONGEST_REASON = 500
OPEN = {DestructionState.PROPOSED, DestructionState.POSTPONED}


@dataclass(frozen=True)
class Standing:
    """What is so at the moment of a decision: the day of today, and the process it is about.

    `due_on` is when its time is up by the class that it carries now, None if it carries none or one kept for good.
    `is_received` says that the case system has a package of it, `is_packing` that one is just being made.
    """

    today: date
    due_on: date | None
    is_received: bool
    is_packing: bool


def check_propose_destructions(actor: Actor) -> None:
    """The clock alone."""
    if not actor.is_system:
        raise Refused(_("This is done by the service itself."))


def check_postpone_destruction(
    actor: Actor, destruction: Destruction, to: date, reason: str, today: date
) -> None:
    """An administrator, who says why; as long as nothing has been destroyed."""
    check_run_installation(actor)
    _check_open(destruction)
    if to <= today:
        raise Invalid(_("Choose a day to come."))
    _check_reason(reason, _("Write why it is kept longer, in 10 to 500 characters."))


def check_confirm_destruction(
    actor: Actor, destruction: Destruction, standing: Standing, *, typed: str, otherwise: str
) -> None:
    """A person, an administrator, who names the process; once it is due and the case system has it.

    Where it was handed over in another way, they say how.
    """
    check_run_installation(actor)
    if actor.person is None:
        raise Refused(_("A person decides this."))
    _check_open(destruction)
    if standing.due_on is None or standing.due_on > standing.today:
        raise NotNow(_("By the class that this process carries now, its time is not up."))
    if standing.is_packing:
        raise NotNow(_("A package for the case system is just being made. Wait until it is ready."))
    if not standing.is_received and not otherwise:
        raise NotNow(
            _(
                "The case system has not received a package of this process. Hand it over first, or write how it has"
                " been handed over otherwise."
            )
        )
    if otherwise:
        _check_reason(otherwise, _("Write how it has been handed over, in 10 to 500 characters."))
    process = destruction.process
    if typed.strip().casefold() not in {process.slug.casefold(), process.case_number.casefold()} - {""}:
        raise Invalid(
            _("This is neither the case number nor the address of the process. Nothing is destroyed.")
        )


def check_destroy(actor: Actor, destruction: Destruction) -> None:
    """The worker, for what a person has confirmed and nobody has finished."""
    check_propose_destructions(actor)
    if destruction.state != DestructionState.CONFIRMED:
        raise NotNow(_("Nobody has confirmed this, or it has been done."))


def _check_open(destruction: Destruction) -> None:
    if destruction.state not in OPEN:
        raise NotNow(_("This has been decided already."))


def _check_reason(reason: str, words: str) -> None:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Invalid(words)
