"""What the closing summaries of the town state: the figures of the brainstorm as its umbrella organisation told them."""

import pytest
from django.utils import timezone

from punos.organisations.models import Actor
from punos.reports import queries
from punos.reports.models import Summary
from town.summaries import summed_up

pytestmark = pytest.mark.usefixtures("own_town")


def told(slug: str, language: str) -> str:
    """A summary as text alone, every space an ordinary one."""
    summary = Summary.objects.select_related("consultation__process").get(consultation__slug=slug)
    return queries.in_words(summary, language).replace("\u00a0", " ")


def sentence(text: str, with_words: str) -> str:
    """The line of a text in which these words are."""
    return next(line for line in text.splitlines() if with_words in line)


def test_summary_of_the_brainstorm_states_its_figures() -> None:
    text = told("aivoriihi", "en")

    assert sentence(text, "participants was") == (
        "The number of participants was 464: 373 persons, 87 organisations, 4 group answers."
        " Of the persons, 373 answered as people active in an organisation."
        " In the groups there were 32 people together."
    )
    assert sentence(text, "Every one") == (
        "Every one of the 21 wellbeing services counties and Helsinki gave at least one answer."
        " Of the participants, 46% told that their organisation works in the whole country."
    )
    fields = text.partition("Most participants came from these fields of activity:")[2].split("\n\n")[1]
    assert [line.rpartition(": ")[2] for line in fields.splitlines()] == ["29%", "15%", "12%"]


def test_summary_of_the_brainstorm_names_the_three_measures() -> None:
    text = told("aivoriihi", "en")

    measures = text.partition("These ideas were rated highest on a scale from 1 to 7:")[2].split("\n\n")[1]

    assert [line.partition(". ")[2].split()[0:2] for line in measures.splitlines()] == [
        ["Services", "close"],
        ["The", "continuity"],
        ["Real", "participation"],
    ]


@pytest.mark.parametrize(("language", "percent"), [("fi", " %"), ("sv", " %"), ("en", "%")])
def test_summary_holds_the_same_figures_in_every_language(language: str, percent: str) -> None:
    text = told("aivoriihi", language)

    figures = ["464", "373", "87", "21", *(f"{share}{percent}" for share in (29, 15, 12, 46))]
    assert [each for each in figures if each not in text] == []
    assert "figure:" not in text


def test_summary_of_the_brainstorm_is_published_and_that_of_the_survey_a_draft() -> None:
    found = Summary.objects.order_by("consultation__slug")

    assert [(each.consultation.slug, each.published_at is not None) for each in found] == [
        ("aivoriihi", True),
        ("toukokuun-kysely", False),
    ]
    assert [each.body.missing() for each in found] == [(), ()]


def test_draft_of_the_survey_knows_every_figure_that_it_names() -> None:
    summary = Summary.objects.select_related("consultation__process").get(
        consultation__slug="toukokuun-kysely"
    )
    names = queries.names_in(queries.words_of(summary.body))

    assert queries.unknown_figures(summary.consultation.result, queries.words_of(summary.body)) == []
    assert len([name for name in names if name.startswith("question.")]) > 20
    html = queries.shown(Actor(), summary, "fi", timezone.now()).html
    assert f'href="/fi{summary.consultation.address}results/#question-' in html


def test_summing_up_a_second_time_changes_nothing() -> None:
    before = list(Summary.objects.order_by("pk").values_list("pk", "revision", "published_at"))

    summed_up()

    assert list(Summary.objects.order_by("pk").values_list("pk", "revision", "published_at")) == before
