"""What a first draft says of small and of odd consultations; that of the town's are looked at in `town/tests`."""

from typing import Any

import pytest

from punos.consultations.models import Consultation, Result
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import fill, make_consultation, residents, well_rated
from punos.contributions.models import Scale
from punos.contributions.tests.factories import text
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.actions import PhaseFacts
from punos.reports import queries

pytestmark = pytest.mark.django_db


def draft_of(consultation: Consultation) -> str:
    """The first draft in English."""
    computing.compute(consultation.pk)
    result = Result.objects.select_related("consultation__process").get(consultation=consultation)
    return queries.first_draft(result).body.texts["en"].text


def test_draft_of_what_nobody_answered_says_so_and_what_comes_next() -> None:
    assert draft_of(make_consultation(state="closed")) == (
        "## Who took part\n\nNobody took part.\n\n## What happens after this\n\nThe next steps have not been told yet."
    )


@pytest.mark.parametrize(
    ("scale", "lead", "measure"),
    [
        (Scale.AGREEMENT, "Most agree with these ideas:", "(share that agrees {figure:idea.1.mean}, ratings"),
        (
            Scale.SEVEN,
            "These ideas were rated highest on a scale from 1 to 7:",
            "(mean {figure:idea.1.mean}, ratings",
        ),
    ],
)
def test_draft_measures_ideas_on_their_scale(scale: Scale, lead: str, measure: str) -> None:
    words = draft_of(well_rated(state="closed", scale=scale))

    assert (lead in words, measure in words) == (True, True)


def test_draft_of_few_answers_tells_no_order_and_no_field() -> None:
    consultation = make_consultation(state="closed")
    voices = [*residents(2, field="youth", area="90"), *residents(3, field="older")[2:]]
    fill(consultation, ideas=["Idea"], voices=voices, ratings=[(str(each), 1, 1) for each in range(3)])

    words = draft_of(consultation)

    assert "No idea was rated by so many that the ideas could be put in order." in words
    assert "So few answered that some numbers are not told: Field of activity" in words
    who = words.partition("## Main results")[0]
    assert ("fields of activity:" in who, "areas" in who) == (False, False)


def test_draft_writes_words_of_others_without_their_marks_and_figures() -> None:
    consultation = make_consultation(state="closed")
    idea = "*Free* [rooms](https://example.org) for {figure:total}"
    fill(
        consultation,
        ideas=[idea],
        voices=residents(6),
        ratings=[(str(each), 1, 1) for each in range(6)],
    )

    words = draft_of(consultation)

    assert "\\*Free\\* \\[rooms\\](https://example.org) for \\{figure:total\\}" in words
    assert queries.names_in([words]).count("total") == 1


def test_draft_tells_the_phases_that_come_after_the_time_to_answer() -> None:
    consultation = well_rated(state="closed")
    assert consultation.closes_at is not None
    day, known = consultation.closes_at.date(), dict[str, Any](body=text("Teksti"))
    for place, (key, year) in enumerate((("before", day.year - 2), ("after", day.year + 2)), start=1):
        first = day.replace(year=year, month=3, day=1)
        facts = PhaseFacts(
            key, place, text(key, sv=key, en=key), starts_on=first, ends_on=first, precision="year", **known
        )
        processes.tell_phase(actor=SYSTEM, process=consultation.process, facts=facts)

    words = draft_of(consultation)

    assert words.partition("## What happens after this\n\n")[2] == f"- **{day.year + 2}:** after"
