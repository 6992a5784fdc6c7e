"""Two at the same time, each with a connection of their own: numbers, corrections, measures."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from punos.contributions.tests.factories import text
from punos.core.errors import Refused
from punos.decisions import actions
from punos.decisions.models import Decision, Measure
from punos.decisions.tests.factories import facts, make_decision, make_measure
from punos.organisations.models.actor import SYSTEM
from punos.processes.tests.factories import make_process


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do these at the same time; what each came to."""
    together, came_to = Barrier(len(acts)), ["" for _act in acts]

    def do(place: int) -> None:
        together.wait(timeout=30)
        try:
            acts[place]()
            came_to[place] = "done"
        except Refused as refusal:
            came_to[place] = refusal.code
        finally:
            connection.close()

    threads = [Thread(target=do, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came_to)


def test_decisions_and_measures_entered_at_once_get_numbers_of_their_own(own_database: str) -> None:
    process = make_process()

    told = at_once(
        *(lambda: make_decision(process) for _each in range(3)),
        *(lambda: make_measure(process) for _each in range(3)),
    )

    assert told == ["done"] * 6
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert sorted(Measure.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_of_two_corrections_at_once_one_is_told_of_the_other(own_database: str) -> None:
    decision = make_decision()

    def correct(outcome: str) -> Decision:
        return actions.correct_decision(
            actor=SYSTEM, decision=decision, facts=facts(outcome=outcome), why=text("Syy"), seen_revision=0
        )

    assert at_once(lambda: correct("tabled"), lambda: correct("returned")) == ["done", "not_now"]
    assert decision.corrections.count() == 1


def test_of_two_ends_of_a_measure_one_counts(own_database: str) -> None:
    measure = make_measure()

    def close(state: str) -> Measure:
        return actions.close_measure(actor=SYSTEM, measure=measure, state=state, came_of=text("Loppu"))

    assert at_once(lambda: close("done"), lambda: close("dropped")) == ["done", "not_now"]
