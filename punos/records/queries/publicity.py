"""Which of what was said everybody may read, told by one word for each: the same in packages and on pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from punos.consultations.models import Answer, Attachment, Consultation, Submission, SubmissionState
from punos.consultations.queries.reading_answers import public_questions
from punos.consultations.rules import check_see_results
from punos.contributions.models import Capacity, Contribution, ContributionState
from punos.contributions.queries import Source, sources_of
from punos.core.errors import allowed
from punos.organisations.models import Actor
from punos.processes.models import Process

PUBLIC: Final = "public"  # anybody reads it on the site
NOT_PUBLISHED: Final = "not_published"  # given to who asks, unless a law keeps it secret
SECRET: Final = "secret"  # noqa: S105 - believed secret by who sent it; the law decides when somebody asks
REMOVED: Final = "removed"  # taken from readers by a moderator; the authority keeps it
WITHDRAWN: Final = "withdrawn"  # taken back by who said it; its words are not given
PERSONS: Final = (Capacity.RESIDENT, Capacity.ACTIVE)
OF_STATE: Final[Mapping[str, str]] = {
    ContributionState.HIDDEN: REMOVED,
    ContributionState.WITHDRAWN: WITHDRAWN,
}


@dataclass(frozen=True)
class Shown:
    """What is asked in each thread of a process, the consultations whose results everybody sees, and public questions."""

    sources: Mapping[int, Source]
    with_results: frozenset[int]
    questions: frozenset[int]

    def of_contribution(self, said: Contribution) -> str:
        """Its thread must be read already."""
        if said.state != ContributionState.PUBLISHED:
            return OF_STATE.get(said.state, NOT_PUBLISHED)
        source = self.sources.get(said.thread_id)
        is_read = said.thread.is_public and (source is None or source.is_shown)
        return PUBLIC if is_read else NOT_PUBLISHED

    def of_submission(self, sent: Submission) -> str:
        """An answer at its own page; of a person there are the words alone."""
        if sent.state == SubmissionState.WITHDRAWN:
            return WITHDRAWN
        return PUBLIC if sent.consultation_id in self.with_results else NOT_PUBLISHED

    def of_answer(self, sent: Submission, answer: Answer) -> str:
        """What was chosen: of persons only counts are published. The voice must be read already."""
        if sent.voice.capacity in PERSONS or answer.question_id not in self.questions:
            return NOT_PUBLISHED
        return self.of_submission(sent)

    def of_file(self, sent: Submission, file: Attachment) -> str:
        """A file that came along: as the answer, unless it is believed secret."""
        if file.is_secret:
            return SECRET
        is_own = sent.voice.capacity in PERSONS or file.removed_at is not None
        is_hidden = file.question_id is not None and file.question_id not in self.questions
        return NOT_PUBLISHED if is_own or is_hidden else self.of_submission(sent)


def shown_in(process: Process, now: datetime) -> Shown:
    """What everybody sees of a process now."""
    asked = Consultation.objects.filter(process=process).select_related("process")
    seen = [each for each in asked if allowed(check_see_results, Actor(), each, now)]
    questions = [question.pk for each in seen for question in public_questions(each)]
    return Shown(sources_of(process, now), frozenset(each.pk for each in seen), frozenset(questions))
