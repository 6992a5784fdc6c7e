"""Who writes standing pages and answers feedback."""

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.home.models import Feedback
from punos.organisations.models import Actor, RoleKind
from punos.organisations.rules import check_forget_person
from punos.processes.models import Process
from punos.processes.rules import check_lead_process

LONGEST_FEEDBACK = 5_000


def check_run_site(actor: Actor) -> None:
    """A co-ordinator or an administrator of any unit looks after the site."""
    keepers = {RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR}
    if not (actor.is_system or any(kind in keepers for _unit, kind in actor.roles)):
        raise Refused(_("Only a co-ordinator or an administrator may do this."))


def check_see_outbox(actor: Actor) -> None:
    """An administrator of any unit sees what was mailed to whom, and has it sent again."""
    if not (actor.is_system or any(kind == RoleKind.ADMINISTRATOR for _unit, kind in actor.roles)):
        raise Refused(_("Only an administrator may do this."))


def check_audit(actor: Actor) -> None:
    """An auditor of any unit reads the journal; administrators and moderators are among those who are audited."""
    if not any(kind == RoleKind.AUDITOR for _unit, kind in actor.roles):
        raise Refused(_("Only an auditor may do this."))


def check_check_translation(actor: Actor, process: Process) -> None:
    """Who leads the process answers for what its texts say in every language."""
    check_lead_process(actor, process)


def check_answer_requests(actor: Actor) -> None:
    """An administrator or an auditor of any unit answers information requests over all rooms."""
    if not actor.holds_anywhere(RoleKind.ADMINISTRATOR, RoleKind.AUDITOR):
        raise Refused(_("Only an administrator or an auditor may do this."))


def check_give_feedback(text: str) -> None:
    """Anybody may tell what does not work; the words are needed, nothing else."""
    if not text:
        raise Invalid(_("Write what did not work for you."))
    if len(text) > LONGEST_FEEDBACK:
        raise Invalid(_("Your message is too long."))


def check_answer_feedback(actor: Actor, feedback: Feedback) -> None:
    """Once, by somebody who looks after the site."""
    check_run_site(actor)
    if feedback.answered_at:
        raise NotNow(_("This has been answered already."))


def check_export_me(actor: Actor) -> None:
    """Anybody with an account, about themselves."""
    if actor.person is None:
        raise Refused(_("Sign in first."))


def check_erase_me(actor: Actor) -> None:
    """Anybody with an account and no office in the city."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
    check_forget_person(actor, actor.person)


def check_meant(actor: Actor, address: str) -> None:
    """Erasing can't be undone, so whoever asks for it writes their own address."""
    own = actor.person.email if actor.person else ""
    if address.strip().casefold() != own.casefold():
        raise Invalid(_("This is not the e-mail address of your account. Nothing has been erased."))
