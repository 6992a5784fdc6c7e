"""Who hears of decisions and measures: those whose words led to them, and those who follow; each once."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.contributions.models import Contribution
from punos.contributions.tests.factories import make_actor, make_idea, make_thread, make_voice, text
from punos.decisions import actions
from punos.decisions.models import Decision, Measure
from punos.decisions.tests.factories import facts, make_decision, make_measure
from punos.journal import actions as journal
from punos.journal.models import Entry
from punos.notices import actions as notices
from punos.notices import tasks
from punos.notices.models import Notice, NoticeKind
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.themes.models import Theme
from punos.themes.tests.factories import give, led_process, make_theme

pytestmark = pytest.mark.django_db


def spoken() -> tuple[Process, Theme, Actor, Contribution]:
    """A process with one theme, and somebody whose words are in it."""
    process, actor = led_process(), make_actor("Aino")
    theme = make_theme(process, "Tilat", published=True)
    said = make_idea(make_thread(process), make_voice(process, actor))
    give(theme, said)
    return process, theme, actor, said


def deliver(verb: str, *, times: int = 1) -> None:
    """Let the reactions to the latest line of a verb run, and the jobs that they queue."""
    entry = Entry.objects.filter(verb=verb).latest("pk")
    for _time in range(times):
        journal.deliver(entry_id=entry.pk)
    _run_telling()


def _run_telling() -> None:
    for job in ProcrastinateJob.objects.filter(task_name="punos.notices.tasks.tell").order_by("pk"):
        tasks.tell(**job.args)


def told() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("pk").values_list("person", "kind"))


def test_those_whose_words_a_decision_settles_hear_of_it_once() -> None:
    process, theme, actor, _said = spoken()
    decision = make_decision(process)
    for _time in range(2):
        actions.link_decision(actor=SYSTEM, decision=decision, themes=[theme])
        deliver("decision.linked", times=2)

    assert told() == [(actor.person_id, NoticeKind.WORDS_DECIDED)]
    assert Notice.objects.get().address == decision.address


def test_who_follows_a_process_hears_of_its_decision() -> None:
    process, _theme, _actor, _said = spoken()
    follower = make_actor("Fanni")
    notices.follow(
        actor=follower, kind="process", key=process.slug, title=process.title, leads_to=process.address
    )

    make_decision(process)
    deliver("decision.entered")

    assert told() == [(follower.person_id, NoticeKind.DECISION)]


def test_whose_words_it_settles_and_who_follows_hear_that_a_decision_reads_otherwise() -> None:
    process, theme, actor, _said = spoken()
    follower = make_actor("Fanni")
    notices.follow(
        actor=follower, kind="process", key=process.slug, title=process.title, leads_to=process.address
    )
    decision = make_decision(process)
    actions.link_decision(actor=SYSTEM, decision=decision, themes=[theme])

    actions.correct_decision(
        actor=SYSTEM,
        decision=decision,
        facts=facts(outcome="tabled"),
        why=text("Kirjattiin väärin."),
        seen_revision=0,
    )
    deliver("decision.corrected", times=2)

    assert told() == [
        (actor.person_id, NoticeKind.DECISION_CORRECTED),
        (follower.person_id, NoticeKind.DECISION_CORRECTED),
    ]


@pytest.mark.parametrize(
    ("state", "kind"), [("done", NoticeKind.WORDS_FULFILLED), ("dropped", NoticeKind.MEASURE)]
)
def test_those_whose_words_led_to_a_measure_hear_when_it_starts_and_ends(
    state: str, kind: NoticeKind
) -> None:
    process, theme, actor, _said = spoken()
    decision = make_decision(process)
    actions.link_decision(actor=SYSTEM, decision=decision, themes=[theme])
    measure = make_measure(process, decisions=[decision])
    deliver("measure.started")
    actions.close_measure(actor=SYSTEM, measure=measure, state=state, came_of=text("Se kokoontui."))
    deliver("measure.closed")

    assert told() == [(actor.person_id, NoticeKind.WORDS_DONE), (actor.person_id, kind)]


def test_words_that_were_withdrawn_are_told_nothing() -> None:
    process, theme, _actor, said = spoken()
    Contribution.objects.filter(pk=said.pk).update(state="withdrawn")

    make_measure(process, themes=[theme])
    deliver("measure.started")

    assert told() == []


@pytest.mark.parametrize(
    "verb", ["decision.entered", "decision.linked", "decision.corrected", "measure.started"]
)
def test_what_is_gone_when_its_reaction_runs_is_told_to_nobody(verb: str) -> None:
    process, theme, _actor, _said = spoken()
    decision = make_decision(process)
    actions.link_decision(actor=SYSTEM, decision=decision, themes=[theme])
    actions.correct_decision(
        actor=SYSTEM, decision=decision, facts=facts(outcome="tabled"), why=text("Virhe."), seen_revision=0
    )
    make_measure(process, themes=[theme])
    Measure.objects.all().delete()
    Decision.objects.all().delete()

    deliver(verb)

    assert told() == []
