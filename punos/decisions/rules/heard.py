"""Who tells whether they were heard, and who reads what they wrote."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from punos.contributions.models import Voice
from punos.core.errors import Invalid, NotNow, Refused
from punos.decisions.models import HeardAnswer
from punos.organisations.models import Actor, Scope
from punos.processes.models import Process
from punos.processes.rules import check_lead

DAYS_TO_TELL = 60
LONGEST_LINE = 500


def until(process: Process) -> datetime | None:
    """Until when it can be told; None as long as the process is going on."""
    return process.closed_at + timedelta(days=DAYS_TO_TELL) if process.closed_at else None


def check_see_heard(process: Process, now: datetime) -> None:
    """Everybody, when nothing changes any more: two counts of different days would tell what one person answered."""
    last = until(process)
    if last is None or now <= last:
        raise NotNow(_("What they told is shown when the time to answer is over."))


def check_read_lines(actor: Actor, process: Process) -> None:
    """Who leads the process."""
    check_lead(actor, process.host_unit_id, process.host_organisation_id)


def check_answer_heard(actor: Actor, voice: Voice, answer: str, text: str, now: datetime) -> None:
    """Who took part, for themself or for the organisation they may speak for, for sixty days after it was closed."""
    if not (actor.is_system or _is_own(actor, voice)) or voice.is_host:
        raise Refused(_("Only those who took part are asked this."))
    last = until(voice.process)
    if last is None:
        raise NotNow(_("This is asked when the process has been closed."))
    if now > last:
        raise NotNow(_("The time to answer this is over."))
    if answer not in HeardAnswer:
        raise Invalid(_("Choose one of the answers."))
    if len(text) > LONGEST_LINE:
        raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": LONGEST_LINE})


def _is_own(actor: Actor, voice: Voice) -> bool:
    """Whether this is their own voice, whichever hat they wear now."""
    if Voice.objects.of_actor(actor).filter(pk=voice.pk).exists():
        return True
    if actor.person_id and voice.speaker == f"person:{actor.person_id}":
        return True
    is_organisation = voice.speaker == f"organisation:{voice.organisation_id}"
    return is_organisation and bool(actor.scopes_for(voice.organisation_id) & {Scope.ANSWER, Scope.REPRESENT})
