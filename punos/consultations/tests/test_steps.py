"""Results that everybody sees while answers come in: in steps of five persons, so that no step tells one of them."""

from functools import partial
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from punos.consultations.models import Consultation, Result, ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import thread_of, well_rated
from punos.contributions import actions as contributions
from punos.contributions.models import Voice
from punos.contributions.tests.factories import DAY, last_line, make_visitor, make_voice, verbs_since
from punos.journal.queries import read_stamps

pytestmark = pytest.mark.django_db


def result() -> Result:
    """The one there is."""
    return Result.objects.get()


def rated_by(consultation: Consultation, number: int) -> None:
    """So many persons come and agree with the first idea."""
    for _each in range(number):
        voice = make_voice(consultation.process)
        contributions.rate(voice=voice, thread=thread_of(consultation), number=1, value=1)


def test_compute_while_open_leaves_out_the_last_five_and_waits_for_five_new_persons() -> None:
    consultation = well_rated(results_shown=ResultsShown.WHILE_OPEN)
    scopes = ["all", f"process:{consultation.process.slug}"]
    computing.compute(consultation.pk)
    first, before, stamps = result().figures["total"], last_line(), read_stamps(scopes)

    rated_by(consultation, 4)
    contributions.rate(
        voice=Voice.objects.filter(is_host=False).earliest("pk"),
        thread=thread_of(consultation),
        number=1,
        value=-1,
    )
    waits = computing.compute(consultation.pk)
    rated_by(consultation, 1)
    follows = computing.compute(consultation.pk)

    assert (first, waits, follows, result().figures["total"]) == (8 - 5, False, True, 13 - 5)
    assert verbs_since(before).count("results.published") == 0
    assert read_stamps(scopes) == {scope: value + 1 for scope, value in stamps.items()}


def test_compute_after_closing_counts_everybody_though_nobody_came_since() -> None:
    consultation = well_rated(results_shown=ResultsShown.WHILE_OPEN)
    computing.compute(consultation.pk)
    early = result().figures["total"]

    with time_machine.travel(timezone.now() + 2 * DAY, tick=False):
        is_computed = computing.compute(consultation.pk)

    assert (early, is_computed, result().figures["total"]) == (3, True, 8)


def test_compute_while_open_waits_for_a_changed_background() -> None:
    consultation = well_rated(results_shown=ResultsShown.WHILE_OPEN)
    maija = make_visitor()
    told: dict[str, Any] = {"capacity": "resident", "language": "fi"}
    take_part = partial(contributions.take_part, actor=maija, process=consultation.process, **told)
    voice = take_part(background={"field": "youth"})
    contributions.rate(voice=voice, thread=thread_of(consultation), number=1, value=1)
    rated_by(consultation, 5)
    computing.compute(consultation.pk)

    take_part(background={"field": "older"})

    assert computing.compute(consultation.pk) is False
