"""Whom a response is told to, and whom the question after closing: each once, nobody who is not concerned."""

from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.contributions.models import Contribution, Voice
from punos.contributions.tests.factories import (
    make_actor,
    make_idea,
    make_organisation,
    make_thread,
    make_voice,
)
from punos.decisions import queries, tasks
from punos.decisions.tests.responses import correct, give, make_response, make_said, make_theme
from punos.decisions.tests.test_heard import member, organisation_voice
from punos.journal.models import Entry
from punos.organisations.models import Actor, Mandate, Scope
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db


def person_id(actor: Actor) -> int:
    assert actor.person_id is not None
    return actor.person_id


def speaking(theme: Theme, actor: Actor) -> Contribution:
    """What somebody said, given to a theme."""
    return make_said(theme, make_voice(theme.process, actor))


def told(entry: Entry) -> list[dict[str, Any]]:
    """What the jobs are asked to tell after a line of the journal."""
    before = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    for react in (tasks.tell_of_response, tasks.ask_whether_heard):
        react(entry)
    jobs = ProcrastinateJob.objects.filter(task_name="punos.notices.tasks.tell").exclude(pk__in=before)
    return [each.args for each in jobs.order_by("pk")]


def test_people_of_themes_are_persons_and_those_who_speak_for_organisations_each_once() -> None:
    theme, other = make_theme(), make_theme()
    aino, veikko = make_actor("Aino"), member(organisation := make_organisation(), Scope.REPRESENT)
    speaking(theme, aino)
    speaking(theme, aino)
    said = make_idea(make_thread(theme.process), make_voice(theme.process))
    Contribution.objects.filter(pk=said.pk).update(voice=organisation_voice(theme.process, organisation))
    give(theme, said)
    speaking(other, make_actor("Muu"))

    assert queries.people_of_themes([theme.pk]) == [
        (person_id(aino), None),
        (person_id(veikko), organisation.pk),
    ]
    assert queries.people_of_themes([]) == []


def test_who_has_lost_the_mandate_or_withdrawn_is_not_among_them() -> None:
    theme = make_theme()
    organisation = make_organisation()
    member(organisation)
    said, gone = speaking(theme, make_actor("Aino")), speaking(theme, make_actor("Poissa"))
    Voice.objects.filter(pk=said.voice_id).update(
        capacity="organisation", organisation=organisation, speaker=f"organisation:{organisation.pk}"
    )
    Contribution.objects.filter(pk=gone.pk).update(state="withdrawn")
    speaks = len(queries.people_of_themes([theme.pk]))
    Mandate.objects.update(ends_on="2020-01-01", starts_on="2019-01-01")

    assert (speaks, queries.people_of_themes([theme.pk])) == (1, [])


def test_response_is_told_to_those_whose_words_are_in_the_theme_and_correction_as_such() -> None:
    theme = make_theme()
    aino = make_actor("Aino")
    speaking(theme, aino)

    first = make_response(theme)
    answered = told(Entry.objects.get(verb="response.published"))
    second = correct(first)
    corrected = told(Entry.objects.get(verb="response.corrected"))
    late = told(Entry.objects.get(verb="response.published"))

    assert [each["news"]["event"] for each in (*answered, *corrected)] == [
        f"response:{first.pk}",
        f"response:{second.pk}",
    ]
    assert [each["news"]["kind"] for each in (*answered, *corrected)] == [
        "words_answered",
        "response_corrected",
    ]
    assert [each["persons"] for each in answered] == [[[person_id(aino), None]]]
    assert late == []  # a newer version stands: it alone is told


def test_closing_asks_everybody_who_took_part() -> None:
    process: Process = make_theme(published=False).process
    make_voice(process, aino := make_actor("Aino"))
    processes.close_process(actor=SYSTEM, process=process)

    asked = told(Entry.objects.get(verb="process.closed"))

    assert [(each["news"]["event"], each["persons"]) for each in asked] == [
        (f"heard:{process.pk}", [[person_id(aino), None]])
    ]
