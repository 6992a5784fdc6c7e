"""What was responded to a theme stands under every comment and answer that belongs to it."""

import pytest
from django.test import Client

from punos.consultations import actions
from punos.consultations.tests.factories import at
from punos.consultations.tests.surveys import make_survey
from punos.consultations.tests.test_reading_answers import WORDS, sent
from punos.consultations.tests.texts import make_hearing, page_at, say, words
from punos.contributions.models import Capacity, Contribution
from punos.decisions.tests.responses import give, make_response, make_theme
from punos.organisations.models.actor import SYSTEM
from punos.themes import actions as themes
from punos.themes.models import Assignment

pytestmark = pytest.mark.django_db


def test_response_stands_under_a_comment_as_long_as_it_belongs_to_the_theme() -> None:
    hearing, document = make_hearing()
    (said,) = say(hearing)
    theme = make_theme(document.process)
    give(theme, said)
    make_response(theme, outcome="not_taken")

    shown = [words(Client(), page_at(hearing, name)) for name in ("document",)]
    given = list(Assignment.objects.values_list("pk", flat=True))
    themes.unassign(actor=SYSTEM, process=document.process, assignments=given)
    later = words(Client(), page_at(hearing, "document"))

    assert ["Not taken into account" in each for each in (*shown, later)] == [True, False]


def test_response_stands_under_an_answer_in_words() -> None:
    survey = make_survey(state="closed")
    row = sent("p", 0, Capacity.RESIDENT, WORDS)
    actions.bring_in_submissions(actor=SYSTEM, consultation=survey, rows=[row])
    theme = make_theme(survey.process)
    give(theme, Contribution.objects.get(latest__text=WORDS["hopes"]))
    make_response(theme)

    pages = [Client().get(at(survey, "answers")), Client().get(at(survey, "submission", number=1))]

    assert [each.content.decode().count("Taken into account") for each in pages] == [1, 1]
