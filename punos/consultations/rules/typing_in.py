"""Who types in an answer for somebody else, and when: what came in time counts, though it is typed in later."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Submission, Way
from punos.core.dates import day, local_date, moment
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import current_language
from punos.organisations.models import Actor
from punos.processes.rules import check_lead_process

TYPED_IN_DAYS: Final = 30  # after closing


def typing_ends(consultation: Consultation) -> datetime | None:
    """Until when answers that came in time are typed in; None where no end of answering has been set."""
    closes_at = consultation.closes_at
    return None if closes_at is None else closes_at + timedelta(days=TYPED_IN_DAYS)


def check_typing_time(consultation: Consultation, at: datetime) -> None:
    """While it is open, and for some days after it has closed."""
    ends = typing_ends(consultation)
    if consultation.published_at is None or at < consultation.opens_at:
        raise NotNow(_("This has not opened yet."))
    if consultation.closes_at is not None and ends is not None and ends <= at:
        raise NotNow(
            _("This closed on %(when)s. What had come by then could be typed in for %(days)d days.")
            % {"when": moment(consultation.closes_at, current_language()), "days": TYPED_IN_DAYS}
        )


def check_arrival(consultation: Consultation, arrived_on: date, at: datetime) -> None:
    """A day on which it could be answered, and which has come."""
    if arrived_on > local_date(at):
        raise Invalid(_("This day has not come yet."))
    opened = local_date(consultation.opens_at)
    if arrived_on < opened:
        raise Invalid(
            _("This opened on %(day)s, so no answer came before that.")
            % {"day": day(opened, current_language())}
        )
    if consultation.closes_at is not None and arrived_on > local_date(consultation.closes_at):
        raise Refused(
            _("This closed on %(when)s. An answer that came on a later day is not counted.")
            % {"when": moment(consultation.closes_at, current_language())}
        )


def check_begin_typed_in(
    actor: Actor, consultation: Consultation, way: str, arrived_on: date, at: datetime
) -> None:
    """Who leads the process, for what came in time."""
    check_lead_process(actor, consultation.process)
    check_typing_time(consultation, at)
    if way not in Way.values:
        raise Invalid(_("Choose how the answer came."))
    check_arrival(consultation, arrived_on, at)


def counted_at(submission: Submission, at: datetime) -> datetime:
    """When an answer counts as given: now, or while it was still open if it is typed in later."""
    closes_at = submission.consultation.closes_at
    if closes_at is None or not submission.voice.is_typed_in:
        return at
    return min(at, closes_at - timedelta(microseconds=1))
