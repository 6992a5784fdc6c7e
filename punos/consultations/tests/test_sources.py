"""What rooms below learn of the places in which something was said, and what of it they may show."""

import pytest
from django.test import Client
from django.utils import timezone

from punos.consultations.models import Consultation, ResultsShown
from punos.consultations.tests.factories import make_consultation, thread_of
from punos.consultations.tests.surveys import make_survey
from punos.contributions.models import Contribution, Thread
from punos.contributions.queries import sources_of
from punos.contributions.tests.factories import make_idea
from punos.themes.tests.factories import give, make_theme

pytestmark = pytest.mark.django_db


def told(survey: Consultation) -> dict[str, bool]:
    """Which questions of a survey are shown to everybody."""
    return {
        str(source.title.texts["en"].text): source.is_shown
        for source in sources_of(survey.process, timezone.now()).values()
    }


@pytest.mark.parametrize(
    ("shown", "state", "expected"),
    [
        (ResultsShown.WHEN_CLOSED, "open", False),
        (ResultsShown.WHEN_CLOSED, "closed", True),
        (ResultsShown.WHILE_OPEN, "open", True),
        (ResultsShown.TO_HOST, "closed", False),
    ],
)
def test_answers_are_shown_with_the_results_and_never_those_to_secret_questions(
    shown: ResultsShown, state: str, expected: bool
) -> None:
    survey = make_survey(state=state, results_shown=shown)

    public = dict.fromkeys(["agree? en", "why? en", "needs? en", "hopes? en"], expected)
    assert told(survey) == {**public, "secret? en": False}


def test_clock_alone_changes_what_is_shown_when_the_time_is_over() -> None:
    survey = make_survey(state="open")

    moments = {source.changes_at for source in sources_of(survey.process, timezone.now()).values()}

    assert moments == {survey.closes_at}


def test_ideas_are_shown_at_once_and_lead_to_their_consultation() -> None:
    asked = make_consultation()

    source = sources_of(asked.process, timezone.now())[thread_of(asked).pk]

    assert (source.is_shown, source.within, source.address) == (True, asked.title, asked.address)


def test_theme_page_waits_with_the_words_of_a_survey_until_its_results_are_shown() -> None:
    survey = make_survey(state="open")
    thread = Thread.objects.get(question__code="hopes", question__part__consultation=survey)
    said = make_idea_in(thread)
    theme = make_theme(survey.process, published=True)
    give(theme, said)
    address = f"/en{theme.address}"

    before = Client().get(address).content.decode()
    Consultation.objects.filter(pk=survey.pk).update(results_shown=ResultsShown.WHILE_OPEN)
    after = Client().get(address).content.decode()

    assert ("Toiveita" in before, "Toiveita" in after) == (False, True)


def make_idea_in(thread: Thread) -> Contribution:
    """An answer in words in a thread of a survey."""
    return make_idea(thread, words="Toiveita")
