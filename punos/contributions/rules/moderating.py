"""Who may report, moderate and appeal, and when."""

from django.utils.translation import gettext as _

from punos.contributions.models import (
    Contribution,
    ContributionState,
    Moderation,
    ModerationKind,
    Reason,
    Voice,
)
from punos.contributions.models.voice import speaker_of
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor, RoleKind, Scope
from punos.processes.models import Process

LONGEST_REPORT = 2_000
LONGEST_NOTE = 2_000
LONGEST_APPEAL = 5_000
MODERATORS = (RoleKind.MODERATOR, RoleKind.COORDINATOR)


def check_moderate(actor: Actor, process: Process) -> None:
    """A moderator or co-ordinator of the host unit, or who represents the organisation that hosts."""
    if actor.is_system or actor.holds(process.host_unit_id, *MODERATORS):
        return
    if process.host_organisation_id and Scope.REPRESENT in actor.scopes_for(process.host_organisation_id):
        return
    raise Refused(_("Only a moderator of the host may do this."))


def check_moderate_something(actor: Actor) -> None:
    """Whoever moderates in some unit, or represents an organisation that hosts a process."""
    if actor.is_system or actor.holds_anywhere(*MODERATORS):
        return
    hosts = [each for each in actor.acts_for if Scope.REPRESENT in actor.scopes_for(each)]
    if not hosts or not Process.objects.filter(host_organisation__in=hosts).exists():
        raise Refused(_("Only moderators may see this."))


def check_reason(reason: str) -> None:
    """A reason of the published rules; there are no others."""
    if reason not in Reason.values:
        raise Invalid(_("Choose a reason."))


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise Invalid(
            _("Your text has %(length)d characters; at most %(most)d fit.")
            % {"length": len(text), "most": most}
        )


def check_report(actor: Actor, said: Contribution, reason: str, text: str) -> None:
    """Anybody, once, for a reason of the rules, what everybody can read."""
    if not speaker_of(actor):
        raise Refused(
            _("Your browser did not accept the cookie that a report needs. Allow it and try again.")
        )
    if said.state != ContributionState.PUBLISHED:
        raise NotNow(_("This is no longer published."))
    check_reason(reason)
    _check_length(text, LONGEST_REPORT)
    if said.reports.filter(speaker=speaker_of(actor)).exists():
        raise NotNow(_("You have reported this already. A moderator looks at it."))


def check_remove(actor: Actor, said: Contribution, reason: str, note: str) -> None:
    """A moderator, for a reason of the rules, what readers see or would see next."""
    check_moderate(actor, said.thread.process)
    if said.state not in {ContributionState.PUBLISHED, ContributionState.WAITING}:
        raise NotNow(_("This is not published, so it can't be removed."))
    check_reason(reason)
    _check_length(note, LONGEST_NOTE)


def check_pass_on(actor: Actor, said: Contribution) -> None:
    """A moderator, what waits for one."""
    check_moderate(actor, said.thread.process)
    if said.state != ContributionState.WAITING:
        raise NotNow(_("This no longer waits for a moderator."))


def check_keep(actor: Actor, said: Contribution, note: str) -> None:
    """A moderator, what stands and has been reported since anybody looked."""
    check_moderate(actor, said.thread.process)
    if said.state != ContributionState.PUBLISHED or not said.reports.waiting().exists():
        raise NotNow(_("No report of this waits for a moderator."))
    _check_length(note, LONGEST_NOTE)


def check_put_back(actor: Actor, said: Contribution, note: str) -> None:
    """A moderator, what was removed; an appeal is answered as one, so that its author hears the answer."""
    check_moderate(actor, said.thread.process)
    if said.state != ContributionState.HIDDEN:
        raise NotNow(_("This has not been removed."))
    if said.moderations.appeals().exists():
        raise NotNow(_("Its author has appealed. Decide the appeal instead."))
    _check_length(note, LONGEST_NOTE)


def check_appeal(voice: Voice | None, moderation: Moderation, text: str) -> None:
    """The author alone, once, against the removal that stands."""
    said = moderation.contribution
    if voice is None or voice.pk != said.voice_id:
        raise Refused(_("Only the one who wrote this can appeal."))
    if moderation.kind != ModerationKind.REMOVED or said.state != ContributionState.HIDDEN:
        raise NotNow(_("This is not removed, so there is nothing to appeal against."))
    if moderation.appealed_at:
        raise NotNow(_("You have appealed against this already."))
    if not text:
        raise Invalid(_("Write why the text should be put back."))
    _check_length(text, LONGEST_APPEAL)


def check_decide_appeal(actor: Actor, moderation: Moderation, note: str, *, others: int) -> None:
    """A moderator other than the one who removed it, where there is another; `others` is how many there are."""
    check_moderate(actor, moderation.contribution.thread.process)
    if not moderation.appealed_at:
        raise NotNow(_("Nobody has appealed against this."))
    if moderation.appeal_decided_at:
        raise NotNow(_("This appeal has been decided already."))
    if others and moderation.by is not None and moderation.by == actor.person_id:
        raise Refused(_("You removed this yourself, so another moderator decides the appeal."))
    _check_length(note, LONGEST_NOTE)
