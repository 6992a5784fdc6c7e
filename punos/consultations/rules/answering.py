"""Who may write, send and withdraw an answer, and when. `at` is when it reached the server: what came in time counts."""

from datetime import datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Part, Question, QuestionKind, Submission, SubmissionState
from punos.consultations.models.values import MOST_FILES
from punos.consultations.rules.approved import check_approved
from punos.consultations.rules.typing_in import check_typing_time
from punos.contributions.models import Thread, Voice
from punos.contributions.models.voice import speaker_of
from punos.contributions.rules import check_speak
from punos.core.dates import moment
from punos.core.errors import NotNow, Refused
from punos.core.languages import current_language
from punos.organisations.models import Actor, Scope
from punos.organisations.rules import check_act_for
from punos.processes.rules import check_lead_process


def check_own_answer(actor: Actor, voice: Voice | None) -> None:
    """One's own; an organisation's belongs to whoever holds a mandate to answer now, or its invitation's link.

    What an officer typed in belongs to those who lead the process.
    """
    if voice is None:
        raise Refused(_("First choose how you answer."))
    organisation = voice.organisation
    if organisation is not None and voice.speaker == f"organisation:{organisation.pk}":
        if actor.organisation_id != organisation.pk or actor.invited_to != voice.process_id:
            check_act_for(actor, organisation, Scope.ANSWER)
    elif voice.is_typed_in:
        check_lead_process(actor, voice.process)
    elif speaker_of(actor) != voice.speaker:
        raise Refused(_("This answer is somebody else's."))


def check_in_time(consultation: Consultation, at: datetime) -> None:
    """While it is open; a draft that was not sent in time stays where it is."""
    if consultation.closes_at is not None and consultation.is_closed(at):
        raise NotNow(
            _("This closed on %(when)s. What had been sent by then counts; a draft stays readable for you.")
            % {"when": moment(consultation.closes_at, current_language())}
        )
    if not consultation.is_open(at):
        raise NotNow(_("This has not opened yet."))


def check_time_for(consultation: Consultation, voice: Voice | None, at: datetime) -> None:
    """While it is open; what an officer types in, also for some days after that."""
    if voice is not None and voice.is_typed_in:
        check_typing_time(consultation, at)
    else:
        check_in_time(consultation, at)


def check_begin(actor: Actor, consultation: Consultation, voice: Voice | None, at: datetime) -> None:
    """Whoever has told how they answer may begin while it is open."""
    check_own_answer(actor, voice)
    assert voice is not None  # the rule above refuses whoever has none
    if voice.process_id != consultation.process_id:
        raise Refused(_("First choose how you answer."))
    check_in_time(consultation, at)


def check_save(actor: Actor, submission: Submission, at: datetime) -> None:
    """One's own, as long as there is time; what has been sent can be changed until then."""
    check_own_answer(actor, submission.voice)
    check_time_for(submission.consultation, submission.voice, at)


def check_asked(actor: Actor, voice: Voice | None, part: Part, *, is_invited: bool) -> None:
    """Who belongs to those who are asked in this part."""
    check_speak(actor, Thread(audience=part.audience), voice, is_invited=is_invited)


def check_send(actor: Actor, submission: Submission, at: datetime) -> None:
    """One's own, while there is time. What has been withdrawn can be sent again."""
    check_save(actor, submission, at)
    check_approved(submission)


def check_withdraw(actor: Actor, submission: Submission, at: datetime) -> None:
    """One's own, after it was sent and while there is time."""
    check_save(actor, submission, at)
    if submission.state != SubmissionState.SENT:
        raise NotNow(_("This answer has not been sent, so there is nothing to withdraw."))


def check_attach(actor: Actor, submission: Submission, question: Question, at: datetime) -> None:
    """A few files to a question that asks for files."""
    check_save(actor, submission, at)
    if question.kind != QuestionKind.FILE:
        raise Refused(_("This question does not ask for a file."))
    most = min(question.limit or MOST_FILES, MOST_FILES)
    if submission.attachments.filter(question=question, removed_at__isnull=True).count() >= most:
        raise NotNow(_("This question takes %(most)d files at most. Remove one first.") % {"most": most})


def check_use_code(submission: Submission | None, at: datetime) -> None:
    """Whoever has the form with the code in their hands, while it is open."""
    if submission is None:
        raise Refused(_("There is no answer with this code. Look at the letters once more."))
    check_in_time(submission.consultation, at)
    if not submission.voice.speaker.startswith("browser:"):
        raise Refused(
            _(
                "This answer belongs to somebody with an account, or to an organisation. Sign in, choose for whom you act, "
                "and you are back in it without the code."
            )
        )
