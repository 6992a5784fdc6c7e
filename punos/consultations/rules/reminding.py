"""When those who were invited may be reminded, and what may be added to the letter."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Reminder
from punos.core.dates import moment
from punos.core.errors import Invalid, NotNow
from punos.core.languages import LANGUAGES, current_language
from punos.organisations.models import Actor
from punos.processes.rules import check_lead_process

LONGEST_NOTE = 1_000


def check_remind(actor: Actor, consultation: Consultation, last: Reminder | None, now: datetime) -> None:
    """Who leads the process, while it is open, once a day at most."""
    check_lead_process(actor, consultation.process)
    if consultation.is_closed(now):
        raise NotNow(_("This has closed already."))
    if not consultation.is_open(now):
        raise NotNow(_("This has not opened yet."))
    if last is not None and timezone.localdate(last.at) == timezone.localdate(now):
        raise NotNow(
            _("A reminder was sent on %(when)s. The next one can be sent tomorrow.")
            % {"when": moment(last.at, current_language())}
        )


def check_reminded(languages: Collection[str]) -> None:
    """Somebody has to be left who has neither answered nor replied and can be reached."""
    if not languages:
        raise NotNow(_("Nobody is left to be reminded: all have answered or replied, or have no address."))


def check_note(note: Mapping[str, str], languages: Collection[str]) -> None:
    """A note stands in every language in which letters go, so that nobody is told less than others; or in none."""
    if any(len(words) > LONGEST_NOTE for words in note.values()):
        raise Invalid(_("The note may be at most %(most)d characters long.") % {"most": LONGEST_NOTE})
    missing = [each for each in LANGUAGES if each in languages and not note.get(each)]
    if missing and any(note.values()):
        names = [str(get_language_info(each)["name_translated"]) for each in missing]
        raise Invalid(
            _("Letters go in these languages too, so write the note in them or leave it out: %(languages)s.")
            % {"languages": ", ".join(names)}
        )
