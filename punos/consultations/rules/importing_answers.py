"""Who brings in answers that were gathered elsewhere, and when."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations.models import AnswerImport, AnswerRowOutcome, AnswerSource, Consultation
from punos.consultations.models.answer_columns import BACKGROUND, NAMED, SURVEY
from punos.contributions.models import Capacity
from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor, ImportState
from punos.organisations.models.imports import MOVING
from punos.processes.rules import check_lead_process

STUCK_AFTER = timedelta(minutes=2)
LONGEST_SURVEY = 40
NAMED_AS = {Capacity.ORGANISATION, Capacity.ACTIVE}
SETTLED = {ImportState.DROPPED, ImportState.BROKEN, ImportState.TAKEN_BACK}


def check_import_answers(actor: Actor, consultation: Consultation) -> None:
    """Who leads the process, as soon as readers see what is asked, also after it has closed."""
    check_lead_process(actor, consultation.process)
    if consultation.published_at is None:
        raise NotNow(_("This has not been published yet. Answers can be brought in as soon as it has."))


def check_take_answers(actor: Actor, consultation: Consultation, sha256: str) -> None:
    """Who leads the process; the same file is not taken twice, unless it was put aside or taken back."""
    check_import_answers(actor, consultation)
    same = consultation.answer_imports.filter(sha256=sha256).exclude(state__in=SETTLED).first()
    if same is not None:
        raise Invalid(
            _(
                "This is the same file as \u201c%(name)s\u201d, which has been sent here already. Nothing was brought in."
            )
            % {"name": same.file_name}
        )


def check_name_answer_columns(
    actor: Actor, answer_import: AnswerImport, columns: Mapping[str, str], targets: Collection[str]
) -> None:
    """Before anything is brought in; each target once, and one of them something that was answered."""
    check_import_answers(actor, answer_import.consultation)
    if answer_import.state not in {ImportState.COLUMNS, ImportState.READ}:
        raise NotNow(_("What the columns tell can't be changed any more."))
    told = [target for place, target in columns.items() if place.isdigit()]
    places = {place for place in columns if place.isdigit()}
    is_known = set(told) <= set(targets) and places <= {
        str(each) for each in range(len(answer_import.headings))
    }
    is_known = is_known and columns.get(NAMED, Capacity.ORGANISATION) in NAMED_AS
    if not is_known or len(columns.get(SURVEY, "")) > LONGEST_SURVEY:
        raise Invalid(_("Choose for each column one of what is offered."))
    is_one_each = answer_import.source == AnswerSource.TABLE
    if is_one_each and len(set(told)) < len(told):
        raise Invalid(_("Two columns can't tell the same."))
    if all(target.startswith(("@", BACKGROUND)) for target in told):
        raise Invalid(_("Choose at least one column that holds answers."))


def check_bring_in_answers(actor: Actor, answer_import: AnswerImport) -> None:
    """What has been read and holds something new."""
    check_import_answers(actor, answer_import.consultation)
    if answer_import.state != ImportState.READ:
        raise NotNow(_("These answers can't be brought in now."))
    if not answer_import.rows.filter(outcome=AnswerRowOutcome.NEW, done_at__isnull=True).exists():
        raise NotNow(_("There is no new answer to bring in."))


def check_drop_answers(actor: Actor, answer_import: AnswerImport) -> None:
    """What has been read and of which nothing has been brought in."""
    check_import_answers(actor, answer_import.consultation)
    is_begun = answer_import.rows.filter(outcome=AnswerRowOutcome.NEW, done_at__isnull=False).exists()
    if answer_import.state not in {ImportState.COLUMNS, ImportState.READ} or is_begun:
        raise NotNow(_("This can't be put aside now."))


def check_take_back_answers(actor: Actor, answer_import: AnswerImport) -> None:
    """What has been brought in, whole or in part."""
    check_import_answers(actor, answer_import.consultation)
    is_begun = answer_import.rows.filter(outcome=AnswerRowOutcome.NEW, done_at__isnull=False).exists()
    if answer_import.state not in {ImportState.DONE, ImportState.READ} or not is_begun:
        raise NotNow(_("Only answers that have been brought in can be taken back."))


def check_go_on_with_answers(actor: Actor, answer_import: AnswerImport, now: datetime | None = None) -> None:
    """Where a job should be at it but has not got on for a while."""
    check_import_answers(actor, answer_import.consultation)
    if not is_import_stuck(answer_import, now or timezone.now()):
        raise NotNow(_("This is being worked on. Wait a moment."))


def is_import_moving(answer_import: AnswerImport) -> bool:
    """Whether a job is at it."""
    return answer_import.state in MOVING


def is_import_stuck(answer_import: AnswerImport, now: datetime) -> bool:
    """Whether a job should be at it but has not got on for a while."""
    return is_import_moving(answer_import) and answer_import.moved_at < now - STUCK_AFTER


def check_notes(notes: Mapping[str, str], targets: Collection[str]) -> None:
    """Something was said, to what is asked here in words."""
    if not notes:
        raise Invalid(_("Write what was said about at least one topic."))
    if not set(notes) <= set(targets):
        raise Invalid(_("A topic is not asked here any more. Open the page anew."))


def last_moment(closes_at: datetime) -> datetime:
    """The last moment at which an answer was in time."""
    return closes_at - timedelta(microseconds=1)
