"""Who may have reports made, and of what."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.errors import Invalid, NotNow
from punos.core.languages import LANGUAGES
from punos.organisations.models import Actor
from punos.processes.rules import check_lead
from punos.reports.models import ReportFile, ReportFormat, ReportPart, ReportState

STUCK_AFTER = timedelta(minutes=15)  # the longest report takes a few minutes


def check_see_reports(actor: Actor, consultation: Consultation) -> None:
    """Who leads the process, also after it has been closed."""
    check_lead(actor, consultation.process.host_unit_id, consultation.process.host_organisation_id)


def check_ask_for_reports(
    actor: Actor,
    consultation: Consultation,
    *,
    parts: Sequence[str],
    formats: Sequence[str],
    languages: Sequence[str],
    has_results: bool,
) -> None:
    """With something in it, in a format and a language that there are, once there are figures to tell."""
    check_see_reports(actor, consultation)
    if not parts or not set(parts) <= set(ReportPart.values):
        raise Invalid(_("Choose what goes into the report."))
    if not formats or not set(formats) <= set(ReportFormat.values):
        raise Invalid(_("Choose the formats."))
    if not languages or not set(languages) <= set(LANGUAGES):
        raise Invalid(_("Choose the languages."))
    if consultation.process.words_destroyed_at is not None:
        raise NotNow(_("What people said here was destroyed when its time had ended."))
    if not has_results:
        raise NotNow(_("The results have not been computed yet. Try again in a moment."))


def is_moving(report: ReportFile, now: datetime) -> bool:
    """Whether somebody works on it or will soon; what was asked for long ago and never came is asked for anew."""
    waits = report.state in {ReportState.WAITING, ReportState.MAKING}
    return waits and now - report.asked_at < STUCK_AFTER
