"""Organisations with people who write, approve and sign, for the tests of this room."""

from punos.consultations import actions
from punos.consultations.models import Consultation, Submission
from punos.contributions.tests.factories import make_organisation, make_voice
from punos.contributions.tests.test_speaking_for import FOR_IT, wearing
from punos.organisations.models import Actor, Scope
from punos.people.tests.factories import make_person

WRITES = (Scope.ANSWER,)
LEADS = (Scope.ANSWER, Scope.REPRESENT)


def make_answer(
    consultation: Consultation, scopes: tuple[str, ...] = WRITES, words: str = "Tilat."
) -> tuple[Actor, Submission]:
    """Somebody who answers for an organisation, and the draft that they wrote."""
    actor = wearing(make_organisation(), make_person("Tuula"), scopes)
    voice = make_voice(consultation.process, actor, **FOR_IT)
    submission = actions.begin(actor=actor, consultation=consultation, voice=voice, language="fi")
    return actor, rewrite(actor, submission, words)


def rewrite(actor: Actor, submission: Submission, words: str) -> Submission:
    """The draft with other words."""
    submission.refresh_from_db()
    saved = actions.save_draft(
        actor=actor, submission=submission, values={"hopes": words}, seen_revision=submission.revision
    )
    return saved.submission


def colleague(submission: Submission, scopes: tuple[str, ...] = LEADS, name: str = "Pekka") -> Actor:
    """Another person of the organisation whose answer it is."""
    assert submission.voice.organisation is not None  # it is an organisation's
    return wearing(submission.voice.organisation, make_person(name), scopes)
